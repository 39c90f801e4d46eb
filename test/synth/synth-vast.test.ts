import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Settings } from '../../src/config';
import type { SynthEffects } from '../../src/synth';
import { FakeMarket } from '../support/fake-market';
import { settingsOf } from '../support/settings';
import { SynthWorld } from '../support/synth-world';

let world: SynthWorld;
beforeEach(() => {
  world = new SynthWorld();
});
afterEach(() => world.close());

describe('a synth', () => {
  test('writes lock, stacks and manifest, and prints the log', async () => {
    await world.synth();
    expect(world.errors).toEqual([]);
    expect(world.exitCodes).toEqual([]);
    expect(world.printed[0]).toBe('[VAST-NA] Choosing for gpu/trainer');
    expect(world.printed.join('\n')).toContain('Final Score: 1.04 ← WINNER');
    expect(existsSync(world.out('manifest.json'))).toBe(true);
  });

  test('repeated from one lock is byte-identical, and asks nobody', async () => {
    await world.synth({ app: world.app(['a', 'b']) });
    const first = [world.gpuStack, world.lock];
    rmSync(world.out(), { recursive: true });
    world.printed.length = 0;
    world.market = new FakeMarket([]);
    await world.synth({ app: world.app(['a', 'b']) });
    expect([world.gpuStack, world.lock]).toEqual(first);
    expect(world.market.queries).toEqual([]);
    expect(world.printed[0]).toMatch(/^\[VAST-NA\] Locked for gpu\/a: Instance 12345 /);
  });

  test('does not depend on the order of construction', async () => {
    await world.synth({ app: world.app(['a', 'b']) });
    const first = [world.lock, world.instances.map(({ offers }) => offers)];
    rmSync(path.join(world.cwd, 'offers.lock.json'));
    await world.synth({ app: world.app(['b', 'a']) });
    expect([world.lock, world.instances.map(({ offers }) => offers)]).toEqual(first);
  });

  test('prints the warnings of the settings', async () => {
    await world.synth({ settings: settingsOf({}, { warnings: ['VAST_GPU_TPYE is not known'] }) });
    expect(world.printed[0]).toBe('[VAST-NA] Warning: VAST_GPU_TPYE is not known');
  });

  test('never writes the API key', async () => {
    const key = 'do-not-write-me-4711';
    await world.synth({ settings: settingsOf({ VAST_API_KEY: key }) });
    const entries = readdirSync(world.cwd, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(5);
    for (const entry of files) {
      expect(readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).not.toContain(key);
    }
    expect(world.printed.join('\n')).not.toContain(key);
  });
});

describe('a failure prints a message, exits with 1 and leaves no manifest to go on with', () => {
  beforeEach(() => {
    mkdirSync(world.out('stacks'), { recursive: true });
    writeFileSync(world.out('manifest.json'), '{"stale": true}');
  });

  async function failure(
    changes: { readonly settings?: Settings; readonly effects?: Partial<SynthEffects> } = {},
  ): Promise<string> {
    await world.synth(changes);
    expect(world.exitCodes).toEqual([1]);
    expect(existsSync(world.out('manifest.json'))).toBe(false);
    expect(world.errors).toHaveLength(1);
    return world.errors[0] ?? '';
  }

  test('on another Node', async () => {
    expect(await failure({ effects: { nodeVersion: '24.1.0' } })).toBe(
      'Node 20.19 or newer but below 24 is needed (cdktf-cli 0.21 does not start on others), this is 24.1.0',
    );
  });

  test('on a market that fails', async () => {
    world.market.failures.push(new Error('401: bad key'));
    expect(await failure()).toContain("looking up an offer for 'gpu/trainer' failed");
    expect(existsSync(path.join(world.cwd, 'offers.lock.json'))).toBe(false);
  });

  test('on a market without a match', async () => {
    world.market = new FakeMarket([]);
    expect(await failure()).toMatch(/no offer matches the requirements of 'gpu\/trainer'/);
  });

  test('on a lock with a merge conflict', async () => {
    writeFileSync(path.join(world.cwd, 'offers.lock.json'), '<<<<<<< HEAD\n');
    expect(await failure()).toMatch(/^offers\.lock\.json:1: merge conflict marker/);
  });

  test('on a missing entry when lookups are off, without a word to the market', async () => {
    expect(await failure({ settings: settingsOf({ VAST_LOOKUP: 'off' }) })).toMatch(
      /\[gpu\/trainer\] no GPU offer is locked for .*run 'VAST_LOOKUP=missing npx cdktf synth'/,
    );
    expect(world.market.queries).toEqual([]);
  });

  test('on a platform that the provider does not run on', async () => {
    expect(await failure({ effects: { platform: { os: 'win32', arch: 'x64' } } })).toContain('use WSL');
  });

  test('on a package without its provider', async () => {
    rmSync(path.join(world.packageFolder, 'dist'), { recursive: true });
    expect(await failure()).toContain('the provider is missing');
  });
});
