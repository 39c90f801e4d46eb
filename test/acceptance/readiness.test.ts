import { type JournalEntry } from '../../src/simulator';
import { type AcceptanceWorld, openAcceptanceWorld } from '../support/acceptance-world';
import { projectHcl } from '../support/hcl';
import { readinessHcl } from '../support/readiness-hcl';

const APPLY = ['apply', '-input=false', '-no-color', '-auto-approve'];
const INSTANCE = projectHcl({ readiness: false });

interface Endpoint {
  readonly name: string;
  readonly port: number;
  readonly latency_ms: number;
  readonly time_to_ready_seconds: number;
}

/** Text of an output without the frame and the line breaks that Terraform puts around an error. */
const unframed = (output: string): string => output.replace(/[│╷╵]/g, ' ').replace(/\s+/g, ' ');

function onlyRental(world: AcceptanceWorld) {
  const [rental, ...more] = world.simulator.world.rentals();
  if (rental === undefined || more.length > 0) throw new Error('one rental is expected');
  return rental;
}

/** Every connection to a rental, as `external port status`. */
const dials = (world: AcceptanceWorld): readonly string[] =>
  world.simulator.journal
    .requests('connect')
    .map(({ path, status }) => `${path.split(':')[1] ?? ''} ${String(status)}`);

const endpointsOf = async (world: AcceptanceWorld): Promise<readonly Endpoint[]> =>
  (await world.resource('vastai_readiness')).values['endpoints'] as readonly Endpoint[];

/** The instance is in the state as it was rented; what waits for it is not. */
async function expectOnlyTheInstance(world: AcceptanceWorld): Promise<void> {
  const resources = await world.resources();
  expect(resources.map(({ type, tainted, values }) => [type, tainted ?? false, values['id']])).toEqual([
    ['vastai_instance', false, String(onlyRental(world).id)],
  ]);
}

describe('a readiness, through the real terraform', () => {
  let world: AcceptanceWorld;

  beforeAll(async () => {
    world = await openAcceptanceWorld();
    await world.write('main.tf', INSTANCE);
    await world.terraformOk(['init', '-input=false', '-no-color']);
  });
  afterAll(async () => {
    world.simulator.assertNoViolations();
    await world.close();
  });

  const write = (stt: string): Promise<void> => world.write('readiness.tf', readinessHcl(stt));
  const health = 'type = "http", http = { path = "/health" }';
  const rents = (): number => world.simulator.journal.requests('create').length;

  // The tests of this block tell one story and run in order.

  test('fails with the last answer of each service, and leaves the instance untainted', async () => {
    world.simulator.control.service('*', 8001, { status: 503 });
    await write(health);

    const result = await world.terraform(APPLY);

    expect(result.code).toBe(1);
    const { publicIp, ports, id } = onlyRental(world);
    const output = unframed(result.output);
    expect(output).toContain('Error: Services are not ready');
    expect(output).toContain(`Not every service of instance ${id} was ready within 6m:`);
    expect(output).toContain(
      `june-stt 8001/tcp -> ${publicIp ?? ''}:${String(ports['8001/tcp'])}: HTTP 503 Service Unavailable to GET /health, expected 200-399`,
    );
    expect(output).toMatch(/june-tts 8000\/tcp -> \S+: ready after \d+s/);
    expect(output).toContain('it keeps running, and costs money');
    await expectOnlyTheInstance(world);
    expect(rents()).toBe(1);
  });

  test('only waits again with the next apply, and measures', async () => {
    world.simulator.control.service('*', 8001, {});
    const plan = await world.terraformOk(['plan', '-input=false', '-no-color']);
    expect(plan.output).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');

    await world.apply();

    expect(rents()).toBe(1);
    const { values } = await world.resource('vastai_readiness');
    const endpoints = await endpointsOf(world);
    expect(endpoints.map(({ name }) => name)).toEqual(['june-stt', 'june-tts']);
    expect(endpoints.every((endpoint) => endpoint.latency_ms > 0)).toBe(true);
    const times = endpoints.map((endpoint) => endpoint.time_to_ready_seconds);
    expect(times.every((time) => time >= 0)).toBe(true);
    expect(values['time_to_ready_seconds']).toBe(Math.max(...times));
    expect(values['average_latency_ms']).toBeGreaterThan(0);
  });

  test('plan and refresh dial nobody and write nothing', async () => {
    const dialled = dials(world).length;
    const before = world.simulator.journal.requests().length;
    await world.expectEmptyPlan();
    await world.terraformOk(['apply', '-refresh-only', '-input=false', '-no-color', '-auto-approve']);
    expect(dials(world)).toHaveLength(dialled);
    const sent = world.simulator.journal.requests().slice(before);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('another pace is recorded in place, and nobody is dialled', async () => {
    const dialled = dials(world).length;
    const before = await endpointsOf(world);
    await write(`${health}, interval = "5s", timeout = "20s"`);
    const plan = await world.terraformOk(['plan', '-input=false', '-no-color']);
    expect(plan.output).toContain('vastai_readiness.june will be updated in-place');
    expect(plan.output).not.toContain('known after apply');

    await world.apply();

    expect(dials(world)).toHaveLength(dialled);
    expect(await endpointsOf(world)).toEqual(before);
  });

  test('another check is made in place; when it fails the next plan wants it again', async () => {
    const before = await endpointsOf(world);
    const { id } = onlyRental(world);
    await write('type = "http", http = { path = "/health", body = "model loaded" }');

    const result = await world.terraform(APPLY);

    expect(result.code).toBe(1);
    const output = unframed(result.output);
    expect(output).toContain('HTTP 200 OK to GET /health, but its body, which begins with "{\\"ok\\":true,');
    expect(output).toContain('does not match "model loaded"');
    expect(onlyRental(world).id).toBe(id);
    expect((await world.resources()).filter(({ tainted }) => tainted === true)).toEqual([]);
    expect(await endpointsOf(world)).toEqual(before);
    const plan = await world.terraformOk(['plan', '-input=false', '-no-color']);
    expect(plan.output).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');

    await write('type = "http", http = { path = "/health", body = "(?i)\\"OK\\": ?true", status = "200" }');
    await world.apply();
    expect((await endpointsOf(world)).map(({ port }) => port)).toEqual(before.map(({ port }) => port));
  });

  test('ports that moved are checked again in place', async () => {
    const before = onlyRental(world);
    world.simulator.control.movePorts(before.id);
    const plan = await world.terraformOk(['plan', '-input=false', '-no-color']);
    expect(plan.output).toContain('vastai_readiness.june will be updated in-place');
    expect(plan.output).toContain('Plan: 0 to add, 1 to change, 0 to destroy.');

    await world.apply();

    const { id, ports } = onlyRental(world);
    expect(id).toBe(before.id);
    expect(ports).not.toEqual(before.ports);
    expect((await endpointsOf(world)).map(({ port }) => port)).toEqual([
      ports['8001/tcp'],
      ports['8000/tcp'],
    ]);
  });

  test('is gone without a trace, before the instance', async () => {
    await world.terraformOk(['destroy', '-input=false', '-no-color', '-auto-approve']);
    expect(world.simulator.world.rentals()).toEqual([]);
    expect(await world.resources()).toEqual([]);
  });
});

test('a service that starts late has to be good as often as told', async () => {
  const world = await openAcceptanceWorld();
  try {
    world.simulator.control.service('*', 8001, { startsAfterMs: 90_000 });
    await world.write('main.tf', INSTANCE);
    await world.write(
      'readiness.tf',
      readinessHcl('type = "http", http = { status = "200" }, healthy_threshold = 4', '60m'),
    );
    await world.terraformOk(['init', '-input=false', '-no-color']);

    await world.apply();

    const external = String(onlyRental(world).ports['8001/tcp']);
    const answers = dials(world).filter((dial) => dial.startsWith(`${external} `));
    const refused = answers.lastIndexOf(`${external} 502`);
    expect(refused).toBeGreaterThan(0);
    // Four good checks, and two connections more for the latency.
    expect(answers.slice(refused + 1)).toEqual(Array(6).fill(`${external} 200`));
    const { values } = await world.resource('vastai_readiness');
    expect(values['time_to_ready_seconds']).toBeGreaterThan(6);
  } finally {
    await world.close();
  }
});

test('Ctrl-C ends the wait at once; the instance stays, and the next apply waits again', async () => {
  let group = 0;
  let dialled = 0;
  const log = (entry: JournalEntry): void => {
    if (entry.kind !== 'request' || entry.endpoint !== 'connect') return;
    dialled += 1;
    // Some connections after that of the reachability, so the wait is under way.
    if (dialled === 8) process.kill(-group, 'SIGINT');
  };
  const world = await openAcceptanceWorld({ log });
  try {
    world.simulator.control.service('*', 8001, { mode: 'refused' });
    await world.write('main.tf', INSTANCE);
    await world.write('readiness.tf', readinessHcl('interval = "1s"', '100h'));
    await world.terraformOk(['init', '-input=false', '-no-color']);

    const stopped = await world.terraform(APPLY, { onStart: (pid) => (group = pid) });

    expect(stopped.code).toBe(1);
    expect(stopped.output).toMatch(/interrupt|stop/i);
    await expectOnlyTheInstance(world);
    world.simulator.control.service('*', 8001, {});
    await world.apply();
    expect(world.simulator.journal.requests('create')).toHaveLength(1);
  } finally {
    await world.close();
  }
});
