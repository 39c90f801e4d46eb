import type { Knobs } from '../knobs';
import type { Reply } from './endpoint';
import type { FaultSpec } from './faults';
import type { Violation } from './rate-limit';

/** What unknown routes answer: the console's page instead of JSON (vast-api.md 1.5). */
export const HTML_NOT_FOUND =
  '<!doctype html>\n<html><head><title>Vast.ai | Console</title></head><body><h1>404 Not Found</h1></body></html>\n';

const HTML = { 'Content-Type': 'text/html' };

const STATUS_TEXT: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** A page of the server in front of the API. */
function frontPage(status: number): Reply {
  const title = `${status} ${STATUS_TEXT[status] ?? 'Error'}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return { status, body, headers: HTML };
}

/** The 429 in the form of the knob (vast-api.md 1.4); never with Retry-After. */
export function rateLimitReply(form: Knobs['rateLimitForm'], violation: Violation): Reply {
  const said = 'API requests too frequent';
  const threshold = `endpoint threshold=${violation.thresholdSeconds.toFixed(1)}`;
  switch (form) {
    case 'text-threshold':
      return { status: 429, body: `${said}: ${threshold}` };
    case 'detail':
      return { status: 429, body: { detail: `${said} ${threshold}` } };
    case 'envelope':
      return {
        status: 429,
        body: { success: false, error: 'rate_limit_exceeded', msg: `${said} ${threshold}` },
      };
    case 'retry-after':
      return { status: 429, body: { detail: said, retry_after: Math.ceil(violation.waitMs / 1000) } };
    default:
      return { status: 429, body: said };
  }
}

/** The answer that a fault makes of a call; `reply` is the true one, for faults that come after it. */
export function spoiledReply(fault: FaultSpec, form: Knobs['rateLimitForm'], reply?: Reply): Reply {
  switch (fault.kind) {
    case 'html':
      return frontPage(fault.status ?? 403);
    case 'unavailable-page':
      return frontPage(fault.status ?? 503);
    case 'lost-502':
      return frontPage(502);
    case 'lost-504':
      return frontPage(504);
    case 'empty':
      return { status: fault.status ?? 500, body: '', headers: { 'Content-Type': 'application/json' } };
    case 'invalid-json':
      return {
        status: reply?.status ?? 200,
        body: `${JSON.stringify(reply?.body ?? {}).slice(0, -1)},"uptime":NaN`,
        headers: { 'Content-Type': 'application/json' },
      };
    case 'rate-limited':
      return rateLimitReply(form, { thresholdSeconds: 3, waitMs: 3_000 });
    case 'error':
      return {
        status: fault.status ?? 500,
        body: {
          success: false,
          error: fault.error ?? 'server_error',
          msg: fault.message ?? 'An internal error occurred.',
        },
      };
    default:
      return reply ?? { status: 500, body: '' };
  }
}
