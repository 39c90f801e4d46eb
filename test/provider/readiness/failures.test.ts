import { notReady, standingText, unmappedPorts } from '../../../src/provider/readiness/failures';
import type { Standing } from '../../../src/provider/readiness/wait';
import { plannedReadiness, service, target } from './builders';

function standing(change: Partial<Standing> = {}): Standing {
  return {
    target: target({ healthyThreshold: 3 }),
    checks: 4,
    streak: 0,
    lastAnswer: { good: false, text: 'connection refused' },
    readyAfterMs: undefined,
    ...change,
  };
}

describe('standingText', () => {
  test.each<[Partial<Standing>, string]>([
    [{}, 'connection refused (4 checks)'],
    [{ checks: 1 }, 'connection refused (1 check)'],
    [{ checks: 0, lastAnswer: undefined }, 'the first check has not ended'],
    [
      { streak: 2, lastAnswer: { good: true, latencyMs: 1, text: 'HTTP 200 OK to GET /' } },
      'HTTP 200 OK to GET /, good 2 of 3 times in a row (4 checks)',
    ],
    [{ streak: 3, readyAfterMs: 125_000 }, 'ready after 2m 5s'],
  ])('%j', (change, text) => expect(standingText(standing(change))).toBe(text));
});

test('notReady says who, how long, and what it costs', () => {
  const [{ summary, detail } = { summary: '' }] = notReady('9001', [standing()], 600_000).diagnostics;
  expect(summary).toBe('Services are not ready');
  expect(detail).toContain(
    'of instance 9001 was ready within 10m:\n  stt 8001/tcp -> 198.51.100.7:41234: conn',
  );
  expect(detail).toContain('keeps running, and costs money');
});

test('unmappedPorts says what is mapped instead', () => {
  const missing = [service({ name: 'web', port: '80/tcp' })];
  const detail = (port_map: Readonly<Record<string, number>> | null): string | undefined =>
    unmappedPorts(plannedReadiness({ port_map }), missing).diagnostics[0]?.detail;
  expect(detail({ '22/tcp': 1, '23/tcp': 2 })).toContain('maps 22/tcp, 23/tcp, but not 80/tcp (web)');
  expect(detail(null)).toContain('maps no port, but not 80/tcp (web)');
});
