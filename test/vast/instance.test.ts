import fc from 'fast-check';
import { parseInstance } from '../../src/vast/instance';

/** The example object of vast-api.md 4.2, abridged. */
const WIRE = {
  id: 27182818,
  actual_status: 'running',
  intended_status: 'running',
  cur_state: 'running',
  next_state: 'running',
  status_msg: 'success, running acme/worker_1.4.2/ssh\n',
  label: 'tf-7f3c9a-web',
  image_uuid: 'acme/worker:1.4.2',
  image_runtype: 'ssh_direc ssh_proxy',
  image_args: [],
  extra_env: [
    ['MODE', 'prod'],
    ['-p 8001:8001', '1'],
    ['-p 53:53/udp', '1'],
    ['-h', 'billybob'],
  ],
  ssh_host: 'ssh5.vast.ai',
  ssh_port: 12818,
  public_ipaddr: '203.0.113.42 \n',
  ports: { '8001/tcp': [{ HostIp: '0.0.0.0', HostPort: '40671' }] },
  machine_id: 43973,
  host_id: '307092',
  gpu_name: 'RTX 4090',
  num_gpus: 1,
  gpu_ram: 24564,
  dph_total: '0.3583',
  reliability2: 0.99,
  instance: { totalHour: 0.36 },
  is_bid: 0,
  start_date: 1790000000.12,
};

describe('parseInstance', () => {
  test('trims, converts and renames the fields of a documented answer', () => {
    expect(parseInstance(WIRE)).toMatchObject({
      id: 27182818,
      statusMessage: 'success, running acme/worker_1.4.2/ssh',
      publicIp: '203.0.113.42',
      ports: { '8001/tcp': 40671 },
      env: { MODE: 'prod' },
      requestedPorts: ['8001/tcp', '53/udp'],
      hostId: 307092,
      pricePerHour: 0.3583,
      currentPricePerHour: 0.36,
      isBid: false,
      startedAtSeconds: 1790000000.12,
      endsAtSeconds: null,
      diskGb: null,
    });
  });

  test('needs nothing but the id', () => {
    expect(parseInstance({ id: 5 })).toMatchObject({
      id: 5,
      actualStatus: null,
      ports: {},
      env: {},
      publicIp: null,
    });
    for (const value of [null, [], 'x', {}, { id: 0 }, { id: 'a' }, { id: 1.5 }]) {
      expect(parseInstance(value)).toBeUndefined();
    }
  });

  test('no field of any type makes it fail or lose the id', () => {
    const keys = fc.constantFrom(...Object.keys(WIRE).filter((key) => key !== 'id'));
    fc.assert(
      fc.property(fc.dictionary(keys, fc.anything()), (fields) => {
        expect(parseInstance({ ...fields, id: 7 })?.id).toBe(7);
      }),
    );
  });
});
