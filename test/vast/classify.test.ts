import {
  AuthError,
  CreateRefusedError,
  InsufficientCreditError,
  InvalidArgumentsError,
  NotFoundError,
  OfferGoneError,
  RateLimitError,
  RequestRefusedError,
  ResourcesUnavailableError,
  SpendRateLimitError,
  TransientError,
  type VastError,
} from '../../src/vast';
import { type CallKind, readAnswer } from '../../src/vast/classify';

const READ: CallKind = { endpoint: 'GET /x/', write: false };
const CREATE: CallKind = { endpoint: 'PUT /api/v0/asks/1/', write: true, create: true };

function errorOf(status: number, body: unknown, kind: CallKind, retryAfter?: string): VastError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  try {
    readAnswer({ status, contentType: '', retryAfter, location: 'https://a.example/b?c=d', text }, kind);
  } catch (error) {
    return error as VastError;
  }
  throw new Error('no error');
}

const HTML = '<html><body><h1>403 Forbidden</h1></body></html>';

test.each<[string, number, unknown, abstract new (...args: never[]) => VastError]>([
  ['taken, 400', 400, { success: false, error: 'no_such_ask', msg: 'gone' }, OfferGoneError],
  ['taken, 404', 404, { success: false, error: 'no_such_ask' }, OfferGoneError],
  ['taken, 410', 410, { success: false, error: 'no_such_ask' }, OfferGoneError],
  ['taken, 200', 200, { success: false, error: 'no_such_ask' }, OfferGoneError],
  [
    'taken, by text',
    400,
    { error: 'invalid_args', msg: 'error 404/3603: no_such_ask Instance type' },
    OfferGoneError,
  ],
  [
    'credit',
    400,
    { success: false, error: 'insufficient_credit', msg: 'lacks credit' },
    InsufficientCreditError,
  ],
  ['billing', 400, { success: false, error: 'missing_billing' }, InsufficientCreditError],
  ['spend rate', 400, { success: false, error: 'spend_rate_limit' }, SpendRateLimitError],
  ['arguments', 400, { success: false, error: 'invalid_args', msg: 'error 400/3467' }, InvalidArgumentsError],
  ['price', 400, { error: 'invalid_price' }, InvalidArgumentsError],
  ['foreign offer', 403, { error: 'invalid_args', msg: 'Offer 5 is not your own' }, InvalidArgumentsError],
  ['bad key as 404', 404, { success: false, error: 'auth_error', msg: 'Invalid user key' }, AuthError],
  ['bad key as 401', 401, { success: false, error: 'auth_error' }, AuthError],
  ['no key, 403', 403, { error: 'auth_error', msg: 'This action requires login.' }, AuthError],
  ['no key, 401', 401, { detail: 'Authentication credentials were not provided.' }, AuthError],
  ['no key, 400', 400, { msg: 'API Key not provided as bearer token.' }, AuthError],
  ['session', 404, { msg: 'Session expired. Please log in again.' }, AuthError],
  ['scope, 403 JSON', 403, { msg: 'nope' }, AuthError],
  ['HTML 403', 403, HTML, TransientError],
  ['429 text', 429, 'API requests too frequent', RateLimitError],
  ['429 detail', 429, { detail: 'API requests too frequent endpoint threshold=4.5' }, RateLimitError],
  [
    '429 envelope',
    429,
    { success: false, error: 'rate_limit_exceeded', msg: 'threshold=3.0' },
    RateLimitError,
  ],
  ['429 empty', 429, '', RateLimitError],
  ['500', 500, { error: 'server_error' }, TransientError],
  ['200 server_error', 200, { success: false, error: 'server_error' }, TransientError],
  ['502 HTML', 502, '<html>Bad Gateway</html>', TransientError],
  ['empty 200', 200, '', TransientError],
  ['NaN in JSON', 200, '{"a": NaN}', TransientError],
  ['array', 200, '[]', TransientError],
  ['queued start', 200, { success: false, error: 'resources_unavailable' }, ResourcesUnavailableError],
  ['no instance', 404, { success: false, error: 'no_such_instance' }, NotFoundError],
  ['no instance, by text', 404, { msg: 'Instance 12345 not found.' }, NotFoundError],
  ['destroyed twice', 404, { success: false, error: 'not_found', msg: 'Instance not found' }, NotFoundError],
  ['recycled, but not there', 400, { error: 'invalid_id', msg: 'invalid instance_id' }, NotFoundError],
  ['bid on none', 404, { msg: 'Instance with that ID does not exist.' }, NotFoundError],
  ['old list', 410, { success: false, error: 'deprecated_endpoint' }, RequestRefusedError],
  ['redirect', 308, '', RequestRefusedError],
])('%s', (_, status, body, type) => {
  const error = errorOf(status, body, CREATE);
  expect(error).toBeInstanceOf(type);
  expect(error.message).toContain('PUT /api/v0/asks/1/');
});

test('a bare 404 is neither a missing instance nor a bad key', () => {
  for (const body of ['', '<html>Not Found</html>', {}]) {
    const error = errorOf(404, body, READ);
    expect(error).toBeInstanceOf(RequestRefusedError);
    expect(error).not.toBeInstanceOf(NotFoundError);
  }
});

test('an error that names a contract carries it, whatever the error', () => {
  for (const [status, error] of [
    [410, 'no_such_ask'],
    [400, 'insufficient_credit'],
    [500, 'server_error'],
    [200, 'anything'],
    [429, 'rate_limit_exceeded'],
  ] as const) {
    const refused = errorOf(status, { success: false, error, new_contract: '77' }, CREATE);
    expect(refused).toBeInstanceOf(CreateRefusedError);
    expect(refused).toMatchObject({ newContractId: 77 });
  }
});

test('a lost write is ambiguous, a lost read is not', () => {
  expect(errorOf(502, '', CREATE)).toMatchObject({ ambiguous: true });
  expect(errorOf(502, '', READ)).toMatchObject({ ambiguous: false });
  expect(errorOf(403, HTML, CREATE)).toMatchObject({ ambiguous: true });
  expect(errorOf(404, HTML, CREATE)).toMatchObject({ ambiguous: true });
});

test('the wait after 429 is read from header, body or text', () => {
  expect(errorOf(429, '', READ, '7')).toMatchObject({ retryAfterMs: 7000 });
  expect(errorOf(429, { retry_after: 2.5 }, READ)).toMatchObject({ retryAfterMs: 2500 });
  expect(errorOf(429, 'API requests too frequent: endpoint threshold=4.5', READ)).toMatchObject({
    retryAfterMs: 4500,
  });
  expect(errorOf(429, '', READ)).toMatchObject({ retryAfterMs: undefined });
});

test('a redirect names the origin and nothing else of the address', () => {
  expect(errorOf(308, '', READ).message).toMatch(/redirected to https:\/\/a\.example\)/);
});

test('a long or HTML body is cut to one short line', () => {
  const message = errorOf(500, `<p>${'x '.repeat(1000)}</p>`, READ).message;
  expect(message.length).toBeLessThan(400);
  expect(message).not.toContain('<p>');
});

test('a bare array is an answer only where one is expected', () => {
  const kind = { ...READ, arrayAs: 'ssh_keys' };
  const answer = { status: 200, contentType: '', retryAfter: undefined, location: undefined, text: '[1]' };
  expect(readAnswer(answer, kind)).toEqual({ ssh_keys: [1] });
  expect(() => readAnswer(answer, READ)).toThrow(TransientError);
});

test('secrets are taken out of message and code before anything is cut off, and decide nothing', () => {
  const redact = (text: string): string => text.replaceAll('no_such_ask', '(secret)');
  const body = { error: 'no_such_ask', msg: `${'x'.repeat(295)} no_such_ask` };
  const error = errorOf(400, body, { ...CREATE, redact });
  expect(error).toBeInstanceOf(OfferGoneError);
  expect([error.code, error.message].join()).not.toMatch(/no_s/);
});
