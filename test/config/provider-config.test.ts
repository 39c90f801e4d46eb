import { load, problemsOf } from './support';

function wrong(yaml: string): string[] {
  return problemsOf({ yaml });
}

describe('vast-provider-config.yaml', () => {
  test('everything that can be said', () => {
    const { preferences, requirements, latencyCheck, warnings } = load({
      yaml: `
latency_check: { enabled: true, max_acceptable_ms: 30, timeout_seconds: 3, on_unprobed: reject }
blacklist:
  blocked_hosts: ["12345", 12346, { id: "host:7", until: 2027-01-01, reason: slow disk }]
  blocked_machines: [{ id: 9 }]
  blocked_regions: [us-fl, { id: RU }]
selection:
  weights: { latency: 0.4, price: 0.2, gpu_match: 0.2, reliability: 0.1, availability: 0.1 }
  region_bonuses: { us-west: 0.3, US-TX: 0.25, DE: -0.1 }
  modifiers: { new_host: -0.05, verified_host: 0.1 }
  fallback_gpu_types: [RTX_4060_Ti, rtx3060ti]
  region_policy: score
  reliability_floor: 0.9
  vantage: { name: Denver, latitude: 39.7, longitude: -105, local: true }
`,
    });
    expect(latencyCheck).toEqual({ enabled: true, probe: true, maxAcceptableMs: 30, timeoutSeconds: 3 });
    expect(requirements).toMatchObject({
      maxLatencyMs: 30,
      blockedHosts: ['12345', '12346', 'host:7', 'machine:9'],
      blockedRegions: ['US-FL', 'RU'],
      fallbackGpuNames: ['RTX 4060 Ti', 'RTX 3060 Ti'],
    });
    expect(preferences).toEqual({
      weights: { latency: 0.4, price: 0.2, gpuMatch: 0.2, reliability: 0.1, availability: 0.1 },
      regionPolicy: 'score',
      regionBonuses: { 'us-west': 0.3, 'US-TX': 0.25, DE: -0.1 },
      modifiers: { new_host: -0.05, verified_host: 0.1 },
      vantage: { name: 'Denver', latitude: 39.7, longitude: -105 },
      reliabilityFloor: 0.9,
      onUnprobed: 'reject',
    });
    expect(warnings).toEqual([]);
  });

  test.each(['', '# nothing\n', 'selection:\nblacklist:\n  blocked_hosts:\nlatency_check:\n', '{}'])(
    '%j is empty',
    (yaml) => {
      expect(load({ yaml }).preferences).toEqual(load().preferences);
    },
  );

  test('the seed’s own block works (selection.md 1.7)', () => {
    const yaml =
      'blacklist:\n  blocked_hosts: ["12345", "12346"]\nlatency_check:\n  enabled: true\n  max_acceptable_ms: 30\n  timeout_seconds: 3\n';
    expect(load({ yaml }).requirements).toMatchObject({ blockedHosts: ['12345', '12346'], maxLatencyMs: 30 });
  });

  test('every error at once, with line and column', () => {
    expect(
      wrong(`latency_check:
  enabled: "yes"
  max_ms: 3
blacklist:
  blocked_hosts:
    - 12
    - { id: 3, until: tomorrow }
    - abc
  blocked_regions: [US-FX]
selection:
  weights: { latency: -1, prize: 3 }
  region_bonuses: { us-wst: 3, US-TX: a }
  modifiers: { new_hst: 1 }
  region_policy: best
  vantage: { name: x, latitude: 100, longitude: 0 }
`),
    ).toEqual([
      'latency_check.enabled=yes (vast-provider-config.yaml:2:3): must be a boolean, not a string',
      'latency_check.max_ms (vast-provider-config.yaml:3:3): is not known here; known are enabled, max_acceptable_ms, timeout_seconds, on_unprobed',
      "blacklist.blocked_hosts.1.until=tomorrow (vast-provider-config.yaml:7:16): must be a date such as '2026-12-31', or a time such as '2026-12-31T18:00:00Z'",
      "blacklist.blocked_hosts.2=abc (vast-provider-config.yaml:8:7): must be a host id such as 12345, 'host:12345' or 'machine:12345'",
      "blacklist.blocked_regions.0=US-FX (vast-provider-config.yaml:9:21): 'US-FX' is not a region; did you mean 'US-TX' or 'US-FL' or 'US-CA'?",
      'selection.weights.latency=-1 (vast-provider-config.yaml:11:14): must be at least 0',
      "selection.weights.prize (vast-provider-config.yaml:11:27): is not known here; did you mean 'price'?",
      "selection.region_bonuses.us-wst (vast-provider-config.yaml:12:21): is no tier, region or country; did you mean 'us-west'?",
      'selection.region_bonuses.US-TX=a (vast-provider-config.yaml:12:32): must be a number, not a string',
      "selection.modifiers.new_hst (vast-provider-config.yaml:13:16): is not known here; did you mean 'new_host'?",
      'selection.region_policy=best (vast-provider-config.yaml:14:3): must be one of "staged"|"score"',
      'selection.vantage.latitude=100 (vast-provider-config.yaml:15:23): must be at most 90',
    ]);
  });

  test('together with what is wrong in config.env', () => {
    const problems = problemsOf({ yaml: 'selecton: {}', env: { VAST_LOOKUP: 'x' } });
    expect(problems).toHaveLength(2);
    expect(problems[1]).toBe(
      "selecton (vast-provider-config.yaml:1:1): is not known here; did you mean 'selection'?",
    );
  });

  test.each([
    ['a: [', /^YAML \(vast-provider-config.yaml:1:\d+\): /],
    ['a: 1\na: 2', /^YAML \(vast-provider-config.yaml:2:1\): Map keys must be unique/],
    ['- 1', /^the file \(vast-provider-config.yaml:1:1\): must be a object, not a array$/],
    ['text', /^the file=text /],
    ['selection: { vantage: US-XX }', /vantage=US-XX .*must be a region code such as US-NY/],
    ['selection: { vantage: 5 }', /vantage=5 .*must be a region code/],
    ['selection: { vantage: { name: x } }', /vantage\.latitude .*is missing; it must be a number/],
    [
      'selection: { weights: { latency: 0, price: 0, gpu_match: 0, reliability: 0, availability: 0 } }',
      /weights .*must not all be 0/,
    ],
    [
      'blacklist: { blocked_hosts: [true] }',
      /blocked_hosts\.0=true .*must be a host id, or \{ id, until, reason \}/,
    ],
    ['blacklist: { blocked_machines: ["host:1"] }', /must be a machine id such as 12345/],
    ['blacklist: { blocked_regions: ["*"] }', /would block every offer/],
    ['blacklist: { blocked_hosts: [{ id: 1, til: x }] }', /blocked_hosts\.0\.til .*is not known here/],
    ['latency_check: { timeout_seconds: 90 }', /timeout_seconds=90 .*must be at most 60/],
    ['selection: { reliability_floor: 1 }', /must be below 1/],
    ['selection: { fallback_gpu_types: [RTX3060] }', /^selection\.fallback_gpu_types .*primary GPU/],
    ['x: &a [1]\ny: [*a, *a]', /is not known here/],
  ])('%s', (yaml, expected) => {
    expect(wrong(yaml)[0]).toMatch(expected);
  });

  test('a bomb of aliases is refused', () => {
    const rows = Array.from(
      { length: 9 },
      (_, index) => `l${index + 1}: &l${index + 1} [${`*l${index}, `.repeat(9)}]`,
    );
    const yaml = ['l0: &l0 [x]', ...rows].join('\n');
    expect(wrong(yaml)).toEqual([expect.stringContaining('Excessive alias count')]);
  });
});

describe('the block list', () => {
  const entry = (until: string) =>
    load({ yaml: `blacklist: { blocked_hosts: [{ id: 5, until: "${until}" }] }` });

  test.each([
    ['2026-11-24', true],
    ['2026-11-23', true],
    ['2026-11-22', false],
    ['2026-11-23T12:00:01Z', true],
    ['2026-11-23T12:00:00Z', false],
    ['2026-11-23T13:30:00+02:00', false],
  ])('until %s, read on 2026-11-23 at noon: holds %s', (until, holds) => {
    const { requirements, warnings } = entry(until);
    expect(requirements.blockedHosts).toEqual(holds ? ['5'] : []);
    expect(warnings).toEqual(
      holds
        ? []
        : [`blacklist.blocked_hosts: '5' was blocked until ${until} and counts no more; remove the entry`],
    );
  });

  test.each(['2026-02-30', '23.11.2026', '2026-11-23 12:00', 'next week', '2026-13-01'])(
    '%s is no date',
    (until) => {
      expect(wrong(`blacklist: { blocked_hosts: [{ id: 5, until: "${until}" }] }`)[0]).toContain(
        'must be a date such as',
      );
    },
  );
});

describe('preferences', () => {
  test('weights that are left out keep their default, and all are scaled to 1 with a warning', () => {
    const { preferences, warnings } = load({ yaml: 'selection: { weights: { price: 0.75 } }' });
    expect(preferences.weights.price).toBeCloseTo(0.5, 12);
    expect(preferences.weights.latency).toBeCloseTo(0.35 / 1.5, 12);
    expect(warnings).toEqual(['the weights of the components sum to 1.5; they are scaled to 1']);
  });

  test('the environment’s fallback cards win over the file’s', () => {
    const yaml = 'selection: { fallback_gpu_types: [A40] }';
    expect(load({ yaml, env: { VAST_GPU_FALLBACK_TYPES: 'A10' } }).requirements.fallbackGpuNames).toEqual([
      'A10',
    ]);
    expect(load({ yaml }).requirements.fallbackGpuNames).toEqual(['A40']);
  });

  test.each([
    ['', true],
    ['selection: { vantage: US-NY }', false],
    ['selection: { vantage: { region: US-NY, local: true } }', true],
    ['selection: { vantage: { name: x, latitude: 1, longitude: 2 } }', false],
  ])('latency check on, %j: machines are dialled %s (selection.md 5.6)', (yaml, probe) => {
    const settings = load({ yaml: `latency_check: { enabled: true }\n${yaml}` });
    expect(settings.latencyCheck).toMatchObject({ enabled: true, probe, maxAcceptableMs: 50 });
    expect(settings.requirements.maxLatencyMs).toBe(50);
    expect(settings.warnings.some((warning) => warning.includes('latency is not measured'))).toBe(!probe);
  });

  test('a vantage by region is that region’s point', () => {
    expect(load({ yaml: 'selection: { vantage: us-ny }' }).preferences.vantage).toEqual({
      name: 'New York',
      latitude: 41,
      longitude: -74.2,
    });
  });

  test('a latency limit counts only while the check is on', () => {
    expect(load({ yaml: 'latency_check: { max_acceptable_ms: 30 }' }).requirements.maxLatencyMs).toBeNull();
  });
});
