import { call } from '../support/http';
import { closeAll, rentRunning, start } from '../support/simulators';

afterEach(closeAll);

test("a container sees its own variables, Vast's and the external ports", async () => {
  const simulator = await start();
  await call(simulator, 'POST', '/api/v0/secrets/', { body: { key: 'SECRET', value: 'x' } });
  const id = await rentRunning(simulator, {
    runtype: 'jupyter_direct',
    env: { MODE: 'prod', SECRET: 'own', '-p 8001:8001': '1', '-p 9:9/udp': '1', '-p 70000:70000': '1' },
  });
  const rental = simulator.world.rental(id);
  expect(rental?.containerEnv).toEqual({
    MODE: 'prod',
    SECRET: 'own',
    CONTAINER_ID: String(id),
    CONTAINER_API_KEY: rental?.instanceApiKey,
    VAST_CONTAINERLABEL: `C.${id}`,
    GPU_COUNT: '1',
    DATA_DIRECTORY: '/workspace/',
    JUPYTER_TOKEN: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    PUBLIC_IPADDR: rental?.publicIp,
    VAST_TCP_PORT_8080: String(rental?.ports['8080/tcp']),
    VAST_TCP_PORT_22: String(rental?.ports['22/tcp']),
    VAST_TCP_PORT_8001: String(rental?.ports['8001/tcp']),
    VAST_UDP_PORT_9: String(rental?.ports['9/udp']),
    VAST_TCP_PORT_70000: expect.stringMatching(/^\d+$/) as string,
  });
});
