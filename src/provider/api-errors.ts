import { DiagnosticError, type DiagnosticInput } from '../tfplugin';
import {
  AuthError,
  InsufficientCreditError,
  InvalidArgumentsError,
  RateLimitError,
  ResourcesUnavailableError,
  SpendRateLimitError,
  TransientError,
  VastError,
} from '../vast';

const ADVICE: readonly (readonly [abstract new (...args: never[]) => VastError, string, string])[] = [
  [
    AuthError,
    'The Vast.ai API key was refused',
    'Set a valid key as api_key of the provider, as VAST_API_KEY in the environment, or in the config_file; it needs the scopes misc, instance_read and instance_write, and for SSH keys, templates and the account user_read and user_write.',
  ],
  [
    InsufficientCreditError,
    'The Vast.ai account lacks credit',
    'Add credit or a payment method, and apply again.',
  ],
  [
    SpendRateLimitError,
    'The Vast.ai account reached its spend rate',
    'New accounts have a cap: wait, destroy something, or ask Vast.ai to raise it.',
  ],
  [InvalidArgumentsError, 'Vast.ai refused an argument', 'Correct the argument that the message names.'],
  [
    RateLimitError,
    'Vast.ai throttled the call',
    'Something else uses the same account at the same time: try again later.',
  ],
  [
    ResourcesUnavailableError,
    'The GPUs of the machine are taken',
    'Try again later, or replace the instance.',
  ],
  [TransientError, 'The Vast.ai API does not answer properly', 'Try again; see whether the service is up.'],
];

/** Title and text for an error of the client; undefined for other errors. */
export function explainApiError(error: unknown): DiagnosticInput | undefined {
  if (!(error instanceof VastError)) return undefined;
  for (const [type, summary, advice] of ADVICE) {
    if (error instanceof type) return { summary, detail: `${error.message} ${advice}` };
  }
  return { summary: 'Vast.ai refused the call', detail: error.message };
}

/** Runs a handler and turns errors of the client into diagnostics. */
export async function withApiErrors<T>(handler: () => Promise<T>): Promise<T> {
  try {
    return await handler();
  } catch (error) {
    const explained = explainApiError(error);
    throw explained ? new DiagnosticError(explained, { cause: error }) : error;
  }
}
