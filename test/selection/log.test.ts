import {
  formatBonus,
  formatLatency,
  formatPlace,
  formatPrice,
  renderLaunchLine,
  renderReadyLines,
  renderSelectionLog,
  select,
} from '../../src/selection';
import {
  FILLER_OFFERS,
  SEED_LATENCIES,
  SEED_OFFERS,
  offer,
  preferences,
  requirements,
  selectInput,
} from '../support/offers';
import { FALLBACK_OFFERS } from './golden/offers';

function log(input: Parameters<typeof selectInput>[0]): string {
  return renderSelectionLog(select(selectInput(input)).record).join('\n');
}

describe('the [VAST-NA] log', () => {
  test('of the seed’s example reads as the seed has it (selection.md 1.8, 1.9)', () => {
    const text = log({ offers: [...SEED_OFFERS, ...FILLER_OFFERS], probes: SEED_LATENCIES });
    expect(text).toBe(
      [
        '[VAST-NA] Querying API: geolocation=US gpu_name=RTX_3060 dph<=0.50...',
        '[VAST-NA] Found 34 instances, scoring for North America optimization:',
        'Instance 12345 (US-CA, California):',
        '  - Base Score: 0.82 (price: $0.23/hr, reliability: 98.5%)',
        '  - Location Bonus: +0.20 (US West Coast)',
        '  - Latency: 12ms',
        '  - Final Score: 1.02 ← WINNER',
        'Instance 12346 (US-TX, Texas):',
        '  - Base Score: 0.85 (price: $0.21/hr, reliability: 97.2%)',
        '  - Location Bonus: +0.15 (US Central)',
        '  - Latency: 28ms',
        '  - Final Score: 1.00',
        'Instance 12347 (US-NY, New York):',
        '  - Base Score: 0.88 (price: $0.19/hr, reliability: 99.1%)',
        '  - Location Bonus: +0.10 (US East Coast)',
        '  - Latency: 45ms',
        '  - Final Score: 0.98',
        '[VAST-NA] Selected: Instance 12345 (optimal latency + location)',
      ].join('\n'),
    );
  });

  test('tells of rejected offers, several countries and GPUs, modifiers and warnings', () => {
    const text = log({
      offers: [
        ...FALLBACK_OFFERS,
        offer({ id: 9, geolocation: 'Japan, JP', dph_total: 0.1, reliability: 0.99 }),
      ],
      requirements: requirements({
        regions: ['US', 'CA'],
        fallbackGpuNames: ['RTX 4060 Ti'],
        blockedHosts: ['141001'],
      }),
      preferences: preferences({ modifiers: { exact_gpu_match: 0.15 } }),
      truncated: true,
    });
    expect(text).toContain('geolocation in [CA,US] gpu_name in [RTX_3060,RTX_4060_Ti] dph<=0.50...');
    expect(text).toContain('Found 1 instance (1 of 4 offers), scoring');
    expect(text).toContain('Warning: the marketplace holds more offers');
    expect(text).toContain("Warning: blocked id '141001' matched host 141001");
    expect(text).toContain('Instance 51003');
    expect(text).not.toContain('Modifier');
  });

  test('shows modifiers where they count, estimates as such, and the best overall score', () => {
    const text = log({
      offers: [
        offer({ id: 1, geolocation: ', US', dph_total: 0.2, reliability: 0.96 }),
        offer({ id: 2, geolocation: 'Oregon, US', dph_total: 0.499, reliability: 0.95 }),
        offer({ id: 3, geolocation: 'Ohio, US', dph_total: 0.1845, reliability: 0.97, duration: 10 }),
      ],
      preferences: preferences({ modifiers: { verified_host: 0.1 } }),
    });
    expect(text).toContain('  - Modifier: +0.10 (verified_host)');
    expect(text).toContain('Instance 1 (US):');
    expect(text).toContain('~31ms (estimated)');
    expect(text).toContain('Selected: Instance 1 (best overall score)');
    expect(text).toContain('price: $0.185/hr');
  });

  test('of nothing is the explanation', () => {
    const lines = renderSelectionLog(
      select(
        selectInput({
          offers: [offer({ id: 1, geolocation: 'Texas, US', dph_total: 0.6, reliability: 0.99 })],
        }),
      ).record,
    );
    expect(lines).toEqual([
      '[VAST-NA] Querying API: geolocation=US gpu_name=RTX_3060 dph<=0.50...',
      '[VAST-NA] Found 0 instances (0 of 1 offers)',
      '[VAST-NA] No offer matches RTX 3060 in US for at most $0.5/hr.',
      '[VAST-NA] Of 1 offers returned, rejected (one may fail several): too expensive 1.',
      '[VAST-NA] Changing one thing only:',
      '[VAST-NA]   - VAST_MAX_PRICE_PER_HOUR=0.6 (now 0.5) admits 1',
      '[VAST-NA] Other ways out: raise VAST_MAX_PRICE_PER_HOUR to 0.75; or lower VAST_RELIABILITY_SCORE to 0.85; or allow a global fallback with VAST_PREFERRED_REGIONS=US-CA,US-TX,US-NY,US,CA,EU.',
    ]);
  });

  test('names no country when it asked for any', () => {
    expect(log({ offers: [], requirements: requirements({ regions: ['*'] }) })).toContain(
      'API: gpu_name=RTX_3060 dph',
    );
  });

  test('launch and ready lines', () => {
    expect(renderLaunchLine('US-CA', 'RTX 3060')).toBe('[VAST-NA] Launching in US-CA with RTX 3060...');
    expect(
      renderReadyLines(12.2, [
        { name: 'june-stt.default.svc.cluster.local:8001', address: '198.51.100.45', port: 42352 },
      ]),
    ).toEqual([
      '[VAST-NA] Services ready with 12ms average latency:',
      '  - june-stt.default.svc.cluster.local:8001 → 198.51.100.45:42352',
    ]);
    expect(renderReadyLines(null, [])).toEqual(['[VAST-NA] Services ready:']);
  });
});

describe('formats', () => {
  test.each([
    [0.23, '$0.23'],
    [0.2, '$0.20'],
    [0.185, '$0.185'],
    [0.5001, '$0.50'],
    [1.2345, '$1.235'],
    [12, '$12.00'],
  ])('price %d is %s', (price, text) => {
    expect(formatPrice(price)).toBe(text);
  });

  test('bonus and latency', () => {
    expect([0.2, 0, -0.25].map(formatBonus)).toEqual(['+0.20', '+0.00', '-0.25']);
    expect(formatLatency(11.5, 'measured')).toBe('12ms');
    expect(formatLatency(27.8, 'calibrated')).toBe('~28ms (calibrated)');
    expect(formatLatency(null, 'unknown')).toBe('unknown');
  });

  test.each([
    ['US-CA', 'California, US', 'US-CA, California'],
    ['US-CA', 'San Jose, California, US', 'US-CA, San Jose, California'],
    ['US-CA', 'Los Angeles, CA, US', 'US-CA, Los Angeles'],
    ['US-CA', 'US-CA', 'US-CA, California'],
    ['CA-QC', 'Quebec, CA, NA', 'CA-QC, Quebec'],
    ['US', ', US', 'US'],
    ['??', 'Atlantis', '??, Atlantis'],
    ['??', '', '??'],
  ])('place %s from %j is %s', (code, source, text) => {
    expect(formatPlace({ code, source, name: 'California', tier: 'us-west' })).toBe(text);
  });
});
