import { type KindInfo, qualifiedKind, qualifiedPlural } from './kinds';

/** One field that a validation refused, as it stands in `details.causes` of a `Status`. */
export interface FieldError {
  /** `FieldValueRequired`, `FieldValueInvalid`, `FieldValueDuplicate`, `FieldValueNotSupported` or `FieldValueForbidden`. */
  readonly reason: string;
  /** Text after the field's name, as a real API server words it. */
  readonly message: string;
  /** Path of the field, `spec.ports[0].name`. */
  readonly field: string;
}

/** The Kubernetes `Status` object: the body of every failure, and of a DELETE. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<string, never>>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly FieldError[];
  };
  readonly code: number;
}

/** A request that the API refuses; the server answers with its `status`. */
export class StatusError extends Error {
  override readonly name = 'StatusError';

  /** @param status the body of the answer; its code is the HTTP status. */
  constructor(readonly status: Status) {
    super(status.message ?? status.reason ?? `HTTP ${status.code}`);
  }
}

function failure(
  code: number,
  reason: string,
  message: string,
  details?: NonNullable<Status['details']>,
): StatusError {
  return new StatusError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  });
}

function objectDetails(info: KindInfo, name: string): NonNullable<Status['details']> {
  return { name, ...(info.group ? { group: info.group } : {}), kind: info.plural };
}

/** 404 for one object. Clients look at `reason`, not at the HTTP status (kubernetes.md 6.1). */
export function notFound(info: KindInfo, name: string): StatusError {
  return failure(404, 'NotFound', `${qualifiedPlural(info)} "${name}" not found`, objectDetails(info, name));
}

/** 404 for a path that no kind answers to. */
export function noSuchResource(): StatusError {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {});
}

/** 409 for a name that is taken. */
export function alreadyExists(info: KindInfo, name: string): StatusError {
  const message = `${qualifiedPlural(info)} "${name}" already exists`;
  return failure(409, 'AlreadyExists', message, objectDetails(info, name));
}

/** 409 for a write that carries an old `resourceVersion`. */
export function conflict(info: KindInfo, name: string): StatusError {
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${qualifiedPlural(info)} "${name}": ${why}`;
  return failure(409, 'Conflict', message, objectDetails(info, name));
}

/** 422 with every field that was refused. */
export function invalid(info: KindInfo, name: string, errors: readonly FieldError[]): StatusError {
  const texts = errors.map((error) => `${error.field}: ${error.message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return failure(422, 'Invalid', `${qualifiedKind(info)} "${name}" is invalid: ${list ?? ''}`, {
    name,
    ...(info.group ? { group: info.group } : {}),
    kind: info.kind,
    causes: errors,
  });
}

/** 422 for a well-formed patch that does not apply to the object. */
export function patchDoesNotApply(cause: string): StatusError {
  return failure(422, 'Invalid', `the server rejected our request due to an error in our request: ${cause}`);
}

/** 400 for a body that cannot be understood. */
export function badRequest(message: string): StatusError {
  return failure(400, 'BadRequest', message);
}

/** 403 for an object that is protected. */
export function forbidden(info: KindInfo, name: string, why: string): StatusError {
  const message = `${qualifiedPlural(info)} "${name}" is forbidden: ${why}`;
  return failure(403, 'Forbidden', message, objectDetails(info, name));
}

/** 405 for a verb that this server does not speak (watch, deletecollection). */
export function methodNotAllowed(): StatusError {
  return failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/** 415 for a body in a media type that this server does not read (protobuf, YAML, apply patches). */
export function unsupportedMediaType(type: string, accepted: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}; got "${type}"`;
  return failure(415, 'UnsupportedMediaType', message, {});
}

/** 200 that a DELETE is answered with. */
export function deleted(info: KindInfo, name: string, uid: string): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { ...objectDetails(info, name), uid },
    code: 200,
  };
}
