import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { claimOf } from '../../src/synth';
import { settingsOf } from '../support/settings';
import { SynthWorld } from '../support/synth-world';

let world: SynthWorld;
beforeEach(() => {
  world = new SynthWorld();
});
afterEach(() => world.close());

describe('settling a tree', () => {
  test('renders the candidates and the claim, and pins the choice by construct path', async () => {
    await world.synth();
    expect(world.instances[0]).toMatchObject({
      offers: [{ id: 12345 }, { id: 12346 }, { id: 12347 }],
      claim: claimOf({ projectId: 'the-project', environment: '', path: 'gpu/trainer' }),
    });
    expect(Object.keys((JSON.parse(world.lock) as { entries: object }).entries)).toEqual(['gpu/trainer']);
  });

  test('renders the environment into the claim', async () => {
    await world.synth({ settings: settingsOf({ VAST_ENVIRONMENT: 'staging' }) });
    expect(world.instances[0]).toMatchObject({
      claim: claimOf({ projectId: 'the-project', environment: 'staging', path: 'gpu/trainer' }),
    });
  });

  test('of a project without an id renders no claim and says what that means', async () => {
    rmSync(path.join(world.cwd, 'cdktf.json'));
    await world.synth();
    expect(world.instances[0]).not.toHaveProperty('claim');
    expect(world.printed[0]).toMatch(/Warning: cdktf\.json has no "projectId"/);
  });
});

describe('the settings file', () => {
  const settings = (): ReturnType<typeof settingsOf> =>
    settingsOf({}, { sourceFile: path.join(world.cwd, 'config.env') });

  test('is named relative to the stack', async () => {
    await world.synth({ settings: settings() });
    expect(world.provider).toEqual({ config_file: '../../../config.env' });
  });

  test('is named from where --output moves the stacks, through links', async () => {
    const far = path.join(world.root, 'far/away');
    mkdirSync(far, { recursive: true });
    symlinkSync(far, path.join(world.cwd, 'link'));
    await world.synth({
      app: world.app(['trainer'], path.join(world.cwd, 'link/out')),
      settings: settings(),
    });
    expect(readFileSync(path.join(far, 'out/stacks/gpu/cdk.tf.json'), 'utf8')).toContain(
      '"config_file": "../../../../../project/config.env"',
    );
  });

  test('is not named when there is none', async () => {
    await world.synth();
    expect(world.provider).toEqual({});
  });
});
