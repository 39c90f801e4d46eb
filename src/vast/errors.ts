/** What every error of this room knows about the call that failed. Never holds the API key. */
export interface VastErrorFacts {
  /** Method and path, as in `PUT /api/v0/asks/123/`. */
  readonly endpoint: string;
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number | undefined;
  /** The platform's own code, as in `no_such_ask`; absent when the answer had none. */
  readonly code?: string | undefined;
  readonly cause?: unknown;
}

/** Base of all errors of the client. */
export class VastError extends Error {
  readonly endpoint: string;
  readonly status: number | undefined;
  readonly code: string | undefined;

  constructor(message: string, facts: VastErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.endpoint = facts.endpoint;
    this.status = facts.status;
    this.code = facts.code;
  }
}

/** The offer was taken or withdrawn: rent another one (vast-api.md 3.6). */
export class OfferGoneError extends VastError {}

/**
 * A create was refused, but the answer names a contract that exists and bills (vast-api.md 7, quirk 4).
 * The caller must destroy `newContractId`; `cause` is the refusal itself.
 */
export class CreateRefusedError extends VastError {
  readonly newContractId: number;

  constructor(message: string, facts: VastErrorFacts & { readonly newContractId: number }) {
    super(message, facts);
    this.newContractId = facts.newContractId;
  }
}

/** The account lacks credit or a payment method: no other offer would help. */
export class InsufficientCreditError extends VastError {}

/** A new account reached its spend rate: no other offer would help. */
export class SpendRateLimitError extends VastError {}

/** The platform found an argument malformed: the same request can never succeed. */
export class InvalidArgumentsError extends VastError {}

/** The API key is missing, unknown, expired, or lacks the scope. Never means that an instance is gone. */
export class AuthError extends VastError {}

/** HTTP 429 in any of its forms. The request was refused before it acted, so even a create may be repeated. */
export class RateLimitError extends VastError {
  /** What the server asked to wait, in milliseconds; absent when it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: VastErrorFacts & { readonly retryAfterMs?: number | undefined }) {
    super(message, facts);
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** A server error, a broken connection, a timeout, or an answer that is no JSON: the same call may succeed later. */
export class TransientError extends VastError {
  /** True for a write that may have acted: look at the platform before repeating it. */
  readonly ambiguous: boolean;

  constructor(message: string, facts: VastErrorFacts & { readonly ambiguous: boolean }) {
    super(message, facts);
    this.ambiguous = facts.ambiguous;
  }
}

/** A start that the platform queued because the GPUs are taken (HTTP 200!). It may start, and bill, hours later. */
export class ResourcesUnavailableError extends VastError {}

/** The platform says that the instance does not exist. */
export class NotFoundError extends VastError {}

/** Any other definite refusal, with the platform's own words. */
export class RequestRefusedError extends VastError {}
