import { look } from '../../../src/provider/instance/assess';
import type { Instance } from '../../../src/vast';
import { fakeWorld } from '../../support/fake-account';

const world = fakeWorld();
const id = world.vast.rent('web');

async function instance(change: Partial<Instance>): Promise<Instance> {
  const found = await world.vast.readInstance(id);
  if (!found) throw new Error('no instance');
  return {
    ...found,
    actualStatus: 'running',
    intendedStatus: 'running',
    currentState: 'running',
    nextState: 'running',
    publicIp: '198.51.100.1',
    ports: { '8001/tcp': 4001 },
    ...change,
  };
}

const STOPPED = { intendedStatus: 'stopped', currentState: 'stopped', nextState: 'stopped' } as const;

/** Rows of vast-api.md 4.3. */
test.each<[string, Partial<Instance>, string]>([
  ['up', {}, 'ready'],
  ['just created', { actualStatus: null, ports: {}, publicIp: null }, 'waiting'],
  [
    'pulling',
    { actualStatus: 'loading', statusMessage: '#7 Building dependency tree...', ports: {} },
    'waiting',
  ],
  ['up without its port', { ports: {} }, 'waiting'],
  ['up with another port only', { ports: { '22/tcp': 5 } }, 'waiting'],
  ['up without an address', { publicIp: null }, 'waiting'],
  ['container died', { actualStatus: 'exited' }, 'waiting'],
  ['start queued', { actualStatus: 'exited', currentState: 'stopped' }, 'waiting'],
  ['stop in flight', { intendedStatus: 'stopped' }, 'bad'],
  ['outbid, or out of credit', { ...STOPPED, actualStatus: 'exited' }, 'bad'],
  ['host offline', { actualStatus: 'offline' }, 'bad'],
  ['no heartbeat', { actualStatus: 'unknown' }, 'bad'],
  [
    'start failed in docker',
    { actualStatus: 'created', statusMessage: 'Error: container failed to start: OCI runtime create failed' },
    'bad',
  ],
  [
    'no such image',
    { actualStatus: 'loading', statusMessage: 'Error response from daemon: manifest for X not found' },
    'bad',
  ],
  ['stale text while it runs', { statusMessage: 'Error: OCI runtime create failed' }, 'ready'],
])('%s', async (_, change, kind) => expect(look(await instance(change), ['8001/tcp']).kind).toBe(kind));

test('an image is blamed for what no other host would cure, a host for the rest', async () => {
  const image = { actualStatus: 'loading', statusMessage: 'pull access denied for acme/worker' };
  expect(look(await instance(image), [])).toMatchObject({ blame: 'image' });
  expect(look(await instance({ ...image, ...STOPPED }), [])).toMatchObject({ blame: 'image' });
  expect(look(await instance(STOPPED), [])).toMatchObject({
    blame: 'host',
    reason: expect.stringContaining('for good') as string,
  });
});
