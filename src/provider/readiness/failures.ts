import { DiagnosticError } from '../../tfplugin';
import { formatSeconds } from '../time-limit';
import type { ReadinessPlanned } from './schema';
import type { Service } from './service';
import type { Standing } from './wait';

/** Ports that the instance does not map can never be dialled. */
export function unmappedPorts(plan: ReadinessPlanned, unmapped: readonly Service[]): DiagnosticError {
  const missing = unmapped.map(({ name, port }) => `${port} (${name})`).join(', ');
  const mapped = Object.keys(plan.port_map ?? {}).join(', ');
  return new DiagnosticError({
    summary: 'A service has no external port',
    detail:
      `Instance ${plan.instance_id} maps ${mapped === '' ? 'no port' : mapped}, but not ${missing}. Add it to ports of the ` +
      'vastai_instance. If it is there, the container is down at the moment: look at the status of the instance and apply again.',
    path: ['port_map'],
  });
}

/** The time is up: names the last answer of each service. */
export function notReady(
  instanceId: string,
  standings: readonly Standing[],
  waitedMs: number,
): DiagnosticError {
  const lines = standings.map((standing) => {
    const { service, address, port } = standing.target;
    return `  ${service.name} ${service.port} -> ${address}:${port}: ${standingText(standing)}`;
  });
  return new DiagnosticError({
    summary: 'Services are not ready',
    detail:
      `Not every service of instance ${instanceId} was ready within ${formatSeconds(waitedMs)}:\n${lines.join('\n')}\n` +
      'The instance is left as it is: it keeps running, and costs money. Look at its log, then apply again to wait again, with ' +
      'longer timeouts if it loads a large model.',
    path: ['services'],
  });
}

/** `ready`, or the last answer and how often it was asked. */
export function standingText({ target, checks, streak, lastAnswer, readyAfterMs }: Standing): string {
  if (readyAfterMs !== undefined) return `ready after ${formatSeconds(readyAfterMs)}`;
  if (lastAnswer === undefined) return 'the first check has not ended';
  const times = `${checks} ${checks === 1 ? 'check' : 'checks'}`;
  const { healthyThreshold } = target.service;
  return lastAnswer.good
    ? `${lastAnswer.text}, good ${streak} of ${healthyThreshold} times in a row (${times})`
    : `${lastAnswer.text} (${times})`;
}
