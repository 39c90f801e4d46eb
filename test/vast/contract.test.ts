import { type Simulator, startSimulator } from '../../src/simulator';
import { createVastClient, NotFoundError, OfferGoneError, type VastClient } from '../../src/vast';
import { VirtualClock } from '../support/virtual-clock';

/*
 * The client against the simulator, which was written from the documentation without looking at the client: whatever
 * one of them misread shows here. The clock of the client jumps, so that no pause of a lane is waited for.
 */

const KEY_A = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA a@example';
const KEY_B = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB b@example';

let simulator: Simulator;
let client: VastClient;

beforeEach(async () => {
  simulator = await startSimulator({ clock: { mode: 'manual' }, rateLimits: 'off' });
  client = createVastClient({
    apiUrl: simulator.url,
    apiKey: simulator.apiKey,
    clock: new VirtualClock(),
  });
});
afterEach(async () => {
  await simulator.close();
  simulator.assertNoViolations();
});

interface Row {
  readonly id: number;
  readonly min_bid: number;
}

async function anOffer(type: 'on-demand' | 'bid' = 'on-demand'): Promise<Row> {
  const query = { num_gpus: { eq: 1 }, type, order: [['dph_total', 'asc']], limit: 1 };
  return (await client.searchOffers(query))[0] as Row;
}

const BASE = { image: 'acme/worker:1', diskGb: 20, label: 'contract', ports: ['8001/tcp'] };

async function rentRunning(): Promise<number> {
  const { instanceId } = await client.createInstance((await anOffer()).id, BASE);
  simulator.clock.advance(100_000);
  return instanceId;
}

describe('an instance', () => {
  test('is changed by an update, whose ports come with the recycle', async () => {
    const id = await rentRunning();
    await client.updateInstance(id, {
      image: 'acme/worker:2',
      env: { MODE: 'b c' },
      ports: ['9000/tcp'],
      args: ['x'],
      onstart: 'run.sh',
    });
    await client.recycleInstance(id);
    simulator.clock.advance(120_000);
    const after = await client.readInstance(id);
    expect(after).toMatchObject({
      image: 'acme/worker:2',
      env: { MODE: 'b c' },
      requestedPorts: ['9000/tcp'],
      args: ['x'],
      onstart: 'run.sh',
      actualStatus: 'running',
    });
    expect(Object.keys(after?.ports ?? {})).toEqual(['9000/tcp']);
    await client.updateInstance(id, { args: [], onstart: '' });
    expect(await client.readInstance(id)).toMatchObject({ args: [], onstart: null, image: 'acme/worker:2' });
  });

  test('that does not exist is told by each call', async () => {
    for (const call of [
      client.updateInstance(1, { image: 'a' }),
      client.recycleInstance(1),
      client.changeBid(1, 1),
      client.listInstanceSshKeys(1),
      client.attachSshKey(1, KEY_A),
      client.detachSshKey(1, 1),
    ]) {
      await expect(call).rejects.toBeInstanceOf(NotFoundError);
    }
  });

  test('is rented with a bid, which can be changed', async () => {
    const offer = await anOffer('bid');
    const bidPerHour = Math.ceil(offer.min_bid * 1000) / 1000;
    const { instanceId } = await client.createInstance(offer.id, { ...BASE, bidPerHour });
    expect(await client.readInstance(instanceId)).toMatchObject({ isBid: true, gpuPricePerHour: bidPerHour });
    await client.changeBid(instanceId, bidPerHour + 0.01);
    const { gpuPricePerHour } = (await client.readInstance(instanceId)) ?? {};
    expect(gpuPricePerHour).toBeCloseTo(bidPerHour + 0.01, 6);
  });

  test('is not left behind stopped by a bid below the floor', async () => {
    const offer = await anOffer('bid');
    const low = client.createInstance(offer.id, { ...BASE, bidPerHour: 0.001 });
    await expect(low).rejects.toBeInstanceOf(OfferGoneError);
    expect(simulator.world.rentals()).toEqual([]);
  });

  test('has the keys of the account from its creation, and others attached and detached', async () => {
    const own = await client.createSshKey(KEY_A);
    const id = await rentRunning();
    expect(await client.listInstanceSshKeys(id)).toMatchObject([{ id: own.id, publicKey: KEY_A }]);
    await client.attachSshKey(id, KEY_B);
    await client.attachSshKey(id, KEY_B);
    const texts = (await client.listInstanceSshKeys(id)).map((key) => key.publicKey);
    expect(new Set(texts)).toEqual(new Set([KEY_A, KEY_B]));
    await client.detachSshKey(id, own.id);
    await client.detachSshKey(id, own.id);
    expect((await client.listInstanceSshKeys(id)).map((key) => key.publicKey)).not.toContain(KEY_A);
  });
});

test('keys of the account: none, one, changed, deleted, deleted again', async () => {
  expect(await client.listSshKeys()).toEqual([]);
  const made = await client.createSshKey(`${KEY_A}\n`);
  expect(made.createdAtSeconds).toBe(simulator.clock.now() / 1000);
  expect(await client.listSshKeys()).toEqual([made]);
  await client.updateSshKey(made.id, KEY_B);
  expect(await client.listSshKeys()).toEqual([{ ...made, publicKey: KEY_B }]);
  await client.deleteSshKey(made.id);
  await client.deleteSshKey(made.id);
  expect(await client.listSshKeys()).toEqual([]);
});

test('no keys is also read from an empty list', async () => {
  const empty = await startSimulator({ clock: { mode: 'manual' }, knobs: { noSshKeys: 'empty' } });
  try {
    const { url: apiUrl, apiKey } = empty;
    const other = createVastClient({ apiUrl, apiKey, clock: new VirtualClock() });
    expect(await other.listSshKeys()).toEqual([]);
  } finally {
    await empty.close();
  }
});

test('a template: made, read, changed, rented from, deleted', async () => {
  const fields = {
    name: 'web',
    image: 'acme/worker',
    tag: '7',
    env: { MODE: 'from template', OTHER: "it's" },
    ports: ['8001/tcp'],
    onstart: 'echo "hello"\n',
    runtype: 'ssh',
    sshDirect: true,
    recommendedDiskGb: 33,
    description: 'For tests.',
    private: true,
  } as const;
  const made = await client.createTemplate(fields);
  expect(made).toMatchObject(fields);
  expect(await client.listTemplates({ id: { eq: made.id } })).toEqual([made]);
  const changed = await client.updateTemplate(made.hashId, { tag: '8' });
  expect(changed).toEqual({ ...made, tag: '8', hashId: changed.hashId });
  expect(changed.hashId).not.toBe(made.hashId);
  await expect(client.updateTemplate(made.hashId, { tag: '9' })).rejects.toThrow(/Invalid Template ID/);

  const { instanceId } = await client.createInstance((await anOffer()).id, {
    templateHashId: changed.hashId,
    diskGb: 20,
    label: 'from a template',
    env: { MODE: 'own' },
  });
  expect(await client.readInstance(instanceId)).toMatchObject({
    image: 'acme/worker:8',
    env: { MODE: 'own', OTHER: "it's" },
    requestedPorts: ['8001/tcp'],
    imageRuntype: 'ssh_direc ssh_proxy',
    templateHashId: changed.hashId,
  });

  await client.deleteTemplate(made.id);
  await client.deleteTemplate(made.id);
  expect(await client.listTemplates({ id: { eq: made.id } })).toEqual([]);
});
