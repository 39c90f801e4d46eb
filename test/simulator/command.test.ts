import { request } from 'node:http';
import { readClock, simulate, type SimulateFlags } from '../../src/simulator/command';

interface Run {
  code: Promise<number>;
  out: () => string;
  err: () => string;
  stop: () => void;
}

function run(flags: SimulateFlags, files: Record<string, string> = {}): Run {
  let out = '';
  let err = '';
  const abort = new AbortController();
  const code = simulate(flags, {
    write: (text) => (out += text),
    writeError: (text) => (err += text),
    readFile: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    signal: abort.signal,
  });
  return { code, out: () => out, err: () => err, stop: () => abort.abort() };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function get(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
  });
}

describe('vast-gpu simulate', () => {
  test('serves until the signal comes and says how to point clients at it', async () => {
    const { code, out, err, stop } = run({
      clock: 'scaled:100',
      rateLimits: 'off',
      control: true,
      verbose: true,
      seed: '7',
    });
    await until(() => out().includes('Ctrl-C'));
    const url = /on (http:\/\/127\.0\.0\.1:\d+)/.exec(out())?.[1] ?? '';
    expect(out()).toContain(`VAST_API_URL=${url} VAST_API_KEY=sim-key VAST_CONNECT_PROXY=${url}`);
    expect(out()).toContain('VAST_TIME_SCALE=100');
    expect(out()).toContain(`VAST_URL=${url} vastai`);
    expect(out()).toContain(`${url}/_sim/`);
    expect(await get(`${url}/api/v0/gpu_names/unique/`)).toBe(200);
    expect(await get(`${url}/_sim/`)).toBe(200);
    expect(out()).toContain('GET /api/v0/gpu_names/unique/ 200');
    stop();
    expect(await code).toBe(0);
    expect(out()).toContain('Stopped: 0 rentals left, $0.0000 spent');
    expect(err()).toBe('');
    await expect(get(`${url}/_sim/`)).rejects.toThrow();
  });

  test('reads a market and a faults file', async () => {
    const files = {
      'm.json': '{"machines":[{"gpuName":"RTX 3060","pricePerGpuHour":0.2}]}',
      'f.yaml': 'faults: [{ kind: html, endpoint: gpu-names }]',
    };
    const { code, out, stop } = run({ market: 'm.json', faults: 'f.yaml' }, files);
    await until(() => out().includes('Ctrl-C'));
    expect(out()).toContain(' 1 offers,');
    const url = /on (http:\S+) /.exec(out())?.[1] ?? '';
    expect(await get(`${url}/api/v0/gpu_names/unique/`)).toBe(403);
    stop();
    expect(await code).toBe(0);
  });

  test('prints a market that it can read again', async () => {
    const first = run({ printMarket: true, seed: '3' });
    expect(await first.code).toBe(0);
    const second = run({ printMarket: true, market: 'm.json' }, { 'm.json': first.out() });
    expect(await second.code).toBe(0);
    expect(second.out()).toBe(first.out());
  });

  test.each<[SimulateFlags, number, RegExp]>([
    [{ port: 'x' }, 2, /--port "x" is not usable: give a number from 0 to 65535/],
    [{ port: '70000' }, 2, /--port/],
    [{ clock: 'fast' }, 2, /--clock "fast"/],
    [{ clock: 'scaled' }, 2, /scaled:FACTOR/],
    [{ clock: 'scaled:0' }, 2, /scaled:FACTOR/],
    [{ clock: 'manual:-1' }, 2, /manual:MS/],
    [{ rateLimits: 'some' }, 2, /--rate-limits "some"/],
    [{ credit: 'much' }, 2, /--credit "much"/],
    [{ market: 'none.json' }, 1, /--market none\.json cannot be read: no such file/],
    [{ faults: 'none.yaml' }, 1, /--faults none\.yaml cannot be read/],
    [{ host: '192.0.2.1' }, 1, /EADDRNOTAVAIL/],
  ])('%j ends with %i', async (flags, code, message) => {
    const result = run(flags);
    expect(await result.code).toBe(code);
    expect(result.err()).toMatch(message);
  });

  test('clocks', () => {
    expect(readClock('real')).toEqual({ mode: 'real' });
    expect(readClock('manual')).toEqual({ mode: 'manual' });
    expect(readClock('manual:250')).toEqual({ mode: 'manual', tickMsPerRequest: 250 });
    expect(readClock('scaled:60')).toEqual({ mode: 'scaled', factor: 60 });
  });
});
