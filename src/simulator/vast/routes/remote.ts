import { ApiError } from '../http/api-error';
import { type Call, type Endpoint, ok, type Reply } from '../http/endpoint';
import { findInstance, needInstance } from './instances';

function readTail(value: unknown): number {
  if (value === undefined || value === null) return 1_000;
  // Documented as a string; the number is taken too.
  const tail = Number(value);
  if (!Number.isInteger(tail) || tail < 0) throw ApiError.of(400, 'invalid_args', 'tail should be a number');
  return tail;
}

function requestLogs(call: Call): Reply {
  const contract = findInstance(call);
  if (!contract) throw ApiError.of(404, 'invalid_id', `Invalid instance id ${call.params.id ?? ''}`);
  const { tail, filter, daemon_logs: daemon } = call.body;
  const lines = contract.logs[daemon === 'true' || daemon === true ? 'daemon' : 'container'];
  const wanted = typeof filter === 'string' ? lines.filter((line) => line.includes(filter)) : lines;
  const count = readTail(tail);
  const text = wanted.slice(count === 0 ? wanted.length : -count).join('\n');
  const path = call.results.put('instance_logs', text === '' ? '' : `${text}\n`);
  return ok({ success: true, result_url: `${call.origin}${path}`, msg: 'Logs requested' });
}

function outputOf(command: string, diskGb: number): string {
  const [name, ...rest] = command.trim().split(/\s+/);
  switch (name) {
    case 'ls':
      return rest.includes('-l')
        ? 'total 4\n-rw-r--r-- 1 root root 12 Jan  1 00:00 onstart.sh\n'
        : 'onstart.sh\n';
    case 'du':
      return `${Math.round(diskGb * 80)}M\t${rest.at(-1) ?? '.'}\n`;
    default:
      return '';
  }
}

function execute(call: Call): Reply {
  const contract = needInstance(call);
  const { command } = call.body;
  const allowed =
    typeof command === 'string' && command.length <= 512 && /^(ls|rm|du)(\s|$)/.test(command.trim());
  if (!allowed) throw ApiError.of(400, 'invalid_args', 'Invalid command given.');
  const path = call.results.put('instance_commands', outputOf(command, contract.diskGb));
  return ok({
    success: true,
    writeable_path: '/workspace',
    result_url: `${call.origin}${path}`,
    msg: 'Command is executing, wait a few seconds and then view',
  });
}

function takeSnapshot(call: Call): Reply {
  needInstance(call);
  if (call.body.id !== undefined) throw ApiError.of(400, 'invalid_args', 'id is not allowed in the body');
  if (typeof call.body.personal_repo !== 'string')
    throw ApiError.of(400, 'invalid_args', 'personal_repo is required');
  return ok({ success: true, msg: 'Snapshot started.' });
}

/** Logs, commands and snapshots; their results appear later at `result_url` (vast-api.md 5.5). */
export const remoteEndpoints: readonly Endpoint[] = [
  {
    name: 'request-logs',
    method: 'PUT',
    path: '/api/v0/instances/request_logs/{id}/',
    scope: 'instance_read',
    intervalSeconds: null,
    handle: requestLogs,
  },
  {
    name: 'execute',
    method: 'PUT',
    path: '/api/v0/instances/command/{id}/',
    scope: 'instance_write',
    intervalSeconds: 1.5,
    handle: execute,
  },
  {
    name: 'snapshot',
    method: 'POST',
    path: '/api/v0/instances/take_snapshot/{id}/',
    scope: 'instance_write',
    intervalSeconds: null,
    handle: takeSnapshot,
  },
];
