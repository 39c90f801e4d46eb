import type { InstanceConfig } from '../../../src/provider/instance/schema';
import { validateInstance } from '../../../src/provider/instance/validate';
import { type DiagnosticInput, Secret, unknown } from '../../../src/tfplugin';
import { harness, plannedCreate, REQUIREMENTS } from './handler-harness';

function errorsOf(change: Partial<InstanceConfig>): readonly DiagnosticInput[] {
  const errors: DiagnosticInput[] = [];
  const config = { ...plannedCreate(), claim: null, ...change } as InstanceConfig;
  validateInstance({ ...harness().base, config, error: (diagnostic) => void errors.push(diagnostic) });
  return errors;
}

describe('validateInstance', () => {
  test('a good configuration has no error', () => expect(errorsOf({})).toEqual([]));

  test.each<[string, Partial<InstanceConfig>, string]>([
    [
      'MB for GB',
      { requirements: { ...REQUIREMENTS, min_gpu_memory_gb: 12_000 } },
      'requirements.min_gpu_memory_gb',
    ],
    [
      'percent for a share',
      { requirements: { ...REQUIREMENTS, min_reliability: 95 } },
      'requirements.min_reliability',
    ],
    ['an unknown region', { requirements: { ...REQUIREMENTS, regions: ['US-XX'] } }, 'requirements.regions'],
    [
      'a host that is none',
      { requirements: { ...REQUIREMENTS, blocked_hosts: ['x'] } },
      'requirements.blocked_hosts',
    ],
    ['a variable with a dash', { env: { '-p 1:1': '1' } }, 'env'],
    ['too long a script', { runtype: 'ssh', onstart: 'x'.repeat(5000) }, 'args'],
    ['neither image nor template', { image: null }, 'image'],
    ['a variable that is plain and secret', { secret_env: { MODE: new Secret('x') } }, 'env'],
    ['a floor above the cap of a bid', { bid: { min_price_per_hour: 0.3, max_price_per_hour: 0.2 } }, 'bid'],
    ['a start script without a shell', { onstart: 'echo' }, 'onstart'],
    ['keys without an SSH server', { ssh_public_keys: ['ssh-ed25519 AAAA x'] }, 'ssh_public_keys'],
    ['an entrypoint that SSH replaces', { runtype: 'ssh', entrypoint: '/bin/sh' }, 'entrypoint'],
    ['arguments of an entrypoint that SSH replaces', { runtype: 'ssh_direct', args: ['x'] }, 'args'],
    ['an offer twice', { offers: [offer(1), offer(1)] }, 'offers'],
  ])('%s', (_, change, place) => {
    expect(errorsOf(change).map(({ path }) => path?.join('.'))).toEqual([place]);
  });

  test('a template may bring image and runtype', () => {
    const template = { template_hash_id: 'a'.repeat(32), image: null, runtype: null, onstart: 'echo' };
    expect(errorsOf(template)).toEqual([]);
  });

  test('a secret that breaks a limit is not shown', () => {
    const errors = errorsOf({ secret_env: { TOKEN: new Secret('s3cr3t'.repeat(6000)) } });
    expect(errors.map(({ path }) => path)).toEqual([['env']]);
    expect(JSON.stringify(errors)).not.toContain('s3cr3t');
  });

  test('several errors are reported at once', () => {
    expect(
      errorsOf({ requirements: { ...REQUIREMENTS, num_gpus: 0, min_upload_mbps: -1 }, image: null }),
    ).toHaveLength(3);
  });

  test('unknown values anywhere are left for later', () => {
    const everything = Object.fromEntries(Object.keys(plannedCreate()).map((name) => [name, unknown()]));
    expect(errorsOf(everything)).toEqual([]);
    const members = Object.fromEntries(Object.keys(REQUIREMENTS).map((name) => [name, unknown()]));
    expect(errorsOf({ requirements: members as InstanceConfig['requirements'] & object })).toEqual([]);
    expect(
      errorsOf({
        ports: [unknown()],
        args: [unknown()],
        env: { A: unknown() },
        offers: [unknown(), unknown()],
        preferences: { weights: unknown(), vantage: unknown(), modifiers: { x: unknown() } } as never,
      }),
    ).toEqual([]);
  });
});

function offer(id: number) {
  return { id, machine_id: 5, price_per_hour: 0.2, region: null };
}
