import { createServer, type AddressInfo, type Server } from 'node:net';

import { createConnector, type Connector, type Dial } from '../../src/market/connector';
import { createLatencyProber, PROBE_PORTS, probeLatencies, type ProbeClock } from '../../src/market/probe';
import { startHangingListener } from '../support/hanging-listener';
import { addressOf, offer, preferences, requirements, SEED_OFFERS } from '../support/offers';

/** Time stands still until the test moves it; a sleep ends when its time has come. */
class ManualClock implements ProbeClock {
  private time = 0;
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.time + ms, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(new Error('awake'));
      });
    });
  }

  /** Moves time on and lets everything that follows from it happen. */
  async advance(ms: number): Promise<void> {
    this.time += ms;
    const due = this.sleepers.filter(({ at }) => at <= this.time);
    this.sleepers = this.sleepers.filter(({ at }) => at > this.time);
    for (const { wake } of due) wake();
    await settled();
  }

  get waiting(): number {
    return this.sleepers.length;
  }
}

const settled = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

/** A network of a script: round trips by `host:port`; an entry that is missing never answers. */
function scripted(clock: ManualClock, trips: Readonly<Record<string, readonly number[] | 'filtered'>>) {
  const dialled: string[] = [];
  let open = 0;
  let mostOpen = 0;
  const left = new Map(
    Object.entries(trips).map(([key, list]) => [key, list === 'filtered' ? [] : [...list]]),
  );
  const connect: Connector = async (host, port, signal) => {
    const key = `${host}:${port}`;
    dialled.push(key);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    const end = (): void => void (open -= 1);
    const ms = left.get(key)?.shift();
    if (ms !== undefined)
      return clock
        .sleep(ms, signal)
        .then((): Dial => ({ kind: 'refused', detail: '' }))
        .finally(end);
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        end();
        reject(new Error('gone'));
      });
    });
  };
  return { connect, dialled, openNow: () => open, mostOpen: () => mostOpen };
}

describe('probeLatencies', () => {
  test('takes three samples on the first port that answers', async () => {
    const clock = new ManualClock();
    const network = scripted(clock, { 'a:22': [12.34, 11.96, 12.05] });
    const result = probeLatencies(['a'], { connect: network.connect, clock });
    for (const ms of [12.34, 11.96, 12.05]) await clock.advance(ms);
    await expect(result).resolves.toEqual([{ address: 'a', samplesMs: [12.3, 12, 12.1] }]);
    expect(network.dialled).toEqual(['a:22', 'a:22', 'a:22']);
    expect(clock.waiting).toBe(0);
  });

  test('goes on to the next port after a timeout, and no further than the last', async () => {
    const clock = new ManualClock();
    const network = scripted(clock, { 'a:443': [20, 20, 20] });
    const result = probeLatencies(['a', 'b'], { connect: network.connect, clock, attemptTimeoutMs: 3000 });
    await clock.advance(3000);
    for (let sample = 0; sample < 3; sample += 1) await clock.advance(20);
    await clock.advance(3000);
    await clock.advance(3000);
    await expect(result).resolves.toEqual([
      { address: 'a', samplesMs: [20, 20, 20] },
      { address: 'b', samplesMs: [] },
    ]);
    expect(network.dialled.filter((key) => key.startsWith('b'))).toEqual(
      PROBE_PORTS.map((port) => `b:${port}`),
    );
    expect(network.openNow()).toBe(0);
  });

  test('a sample that is lost leaves the others', async () => {
    const clock = new ManualClock();
    const network = scripted(clock, { 'a:22': [10] });
    const result = probeLatencies(['a'], { connect: network.connect, clock });
    await clock.advance(10);
    await clock.advance(5000);
    await clock.advance(5000);
    await expect(result).resolves.toEqual([{ address: 'a', samplesMs: [10] }]);
    expect(network.dialled).toEqual(['a:22', 'a:22', 'a:22']);
  });

  test('never dials more than eight at once, and each address once', async () => {
    const clock = new ManualClock();
    const addresses = Array.from({ length: 20 }, (_, index) => `h${index}`);
    const network = scripted(clock, Object.fromEntries(addresses.map((host) => [`${host}:22`, [5, 5, 5]])));
    const result = probeLatencies([...addresses, 'h0'], { connect: network.connect, clock });
    await settled();
    expect(network.openNow()).toBe(8);
    for (let turn = 0; turn < 9; turn += 1) await clock.advance(5);
    expect((await result).map(({ address }) => address)).toEqual(addresses);
    expect(network.mostOpen()).toBe(8);
    expect(network.dialled).toHaveLength(60);
  });

  test('what is unfinished after the total time is not measured', async () => {
    const clock = new ManualClock();
    const network = scripted(clock, { 'quick:22': [5, 5, 5], 'slow:22': [6000, 6000, 6000] });
    const result = probeLatencies(['quick', 'slow', 'silent'], {
      connect: network.connect,
      clock,
      attemptTimeoutMs: 7000,
      concurrency: 2,
    });
    for (let sample = 0; sample < 3; sample += 1) await clock.advance(5);
    await clock.advance(5985);
    await clock.advance(6000);
    expect(network.dialled.filter((key) => key === 'slow:22')).toHaveLength(3);
    await clock.advance(3000);
    await expect(result).resolves.toEqual([
      { address: 'quick', samplesMs: [5, 5, 5] },
      { address: 'slow', samplesMs: [] },
      { address: 'silent', samplesMs: [] },
    ]);
    expect(network.openNow()).toBe(0);
    expect(clock.waiting).toBe(0);
  });

  test('stops for the caller, with the caller’s reason and nothing left open', async () => {
    const clock = new ManualClock();
    const network = scripted(clock, {});
    const stop = new AbortController();
    const result = probeLatencies(['a', 'b'], { connect: network.connect, clock, signal: stop.signal });
    const outcome = expect(result).rejects.toThrow('interrupted');
    await settled();
    expect(network.openNow()).toBe(2);
    stop.abort(new Error('interrupted'));
    await outcome;
    expect(network.openNow()).toBe(0);
    expect(clock.waiting).toBe(0);
    await expect(
      probeLatencies(['a'], { connect: network.connect, clock, signal: stop.signal }),
    ).rejects.toThrow('interrupted');
    expect(network.dialled).toHaveLength(2);
  });

  test('does not wait for a connector that ignores its signal', async () => {
    const clock = new ManualClock();
    const deaf: Connector = () => new Promise(() => undefined);
    const result = probeLatencies(['a'], { connect: deaf, clock, attemptTimeoutMs: 1000 });
    for (let port = 0; port < PROBE_PORTS.length; port += 1) await clock.advance(1000);
    await expect(result).resolves.toEqual([{ address: 'a', samplesMs: [] }]);
  });

  test('a connector that reports a dropped packet or a failing proxy has measured nothing', async () => {
    const clock = new ManualClock();
    const answers: Dial[] = [
      { kind: 'filtered', detail: 'no answer' },
      { kind: 'proxy', detail: 'forbidden' },
      { kind: 'open', latencyMs: 1 },
    ];
    const ports: number[] = [];
    const connect: Connector = (_host, port) => {
      ports.push(port);
      return Promise.resolve(answers.shift() ?? { kind: 'open', latencyMs: 1 });
    };
    await expect(probeLatencies(['a'], { connect, clock })).resolves.toEqual([
      { address: 'a', samplesMs: [0, 0, 0] },
    ]);
    expect(ports).toEqual([22, 443, 80, 80, 80]);
  });

  test('no addresses, no work', async () => {
    const clock = new ManualClock();
    const network = scripted(clock, {});
    await expect(probeLatencies([], { connect: network.connect, clock })).resolves.toEqual([]);
    expect(clock.waiting).toBe(0);
  });
});

describe('createLatencyProber', () => {
  test('dials the nearest distinct addresses among the offers that fit', async () => {
    const clock = new ManualClock();
    const dialled = new Set<string>();
    const connect: Connector = (host) => {
      dialled.add(host);
      return Promise.resolve({ kind: 'open', latencyMs: 1 });
    };
    const rows = [
      ...SEED_OFFERS,
      offer({ id: 1, geolocation: 'California, US', dph_total: 0.9, reliability: 0.99 }),
      offer({
        id: 2,
        geolocation: 'California, US',
        dph_total: 0.2,
        reliability: 0.99,
        public_ipaddr: '10.0.0.1',
      }),
    ];
    const probe = createLatencyProber({ connect, clock });
    const probes = await probe(rows, requirements({ maxLatencyMs: 5 }), preferences());
    expect(probes.map(({ address }) => address)).toEqual([12345, 12346, 12347].map(addressOf));
    expect([...dialled]).toEqual([12345, 12346, 12347].map(addressOf));
  });
});

describe('against loopback listeners', () => {
  const dial = createConnector({ timeoutMs: 60_000 });
  const realTime: ProbeClock = {
    now: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(new Error('awake'));
        });
      }),
  };
  const listen = async (): Promise<{ server: Server; port: number }> => {
    const server = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: (server.address() as AddressInfo).port };
  };
  const close = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

  test('one that accepts and one that refuses are measured', async () => {
    const open = await listen();
    const shut = await listen();
    await close(shut.server);
    const ports = new Map([
      ['accepts', open.port],
      ['refuses', shut.port],
    ]);
    const connect: Connector = (host, _port, signal) => dial('127.0.0.1', ports.get(host) ?? 0, signal);
    const probes = await probeLatencies(['accepts', 'refuses'], { connect, clock: realTime });
    expect(probes.map(({ samplesMs }) => samplesMs.length)).toEqual([3, 3]);
    expect(probes.flatMap(({ samplesMs }) => samplesMs).every((ms) => ms >= 0)).toBe(true);
    await close(open.server);
  });

  test('one that hangs is given up port by port, and not measured', async () => {
    const silent = await startHangingListener();
    const clock = new ManualClock();
    const dialled: number[] = [];
    const connect: Connector = (_host, port, signal) => {
      dialled.push(port);
      return dial('127.0.0.1', silent.port, signal);
    };
    const result = probeLatencies(['hangs'], { connect, clock, attemptTimeoutMs: 1000 });
    await settled();
    for (let port = 0; port < PROBE_PORTS.length; port += 1) await clock.advance(1000);
    await expect(result).resolves.toEqual([{ address: 'hangs', samplesMs: [] }]);
    expect(dialled).toEqual(PROBE_PORTS);
    await silent.close();
  });
});
