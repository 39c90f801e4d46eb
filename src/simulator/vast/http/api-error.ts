import type { Row } from '../rows/hardware';

/** An answer other than success, with the body as it goes over the wire. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Row | string,
  ) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.name = 'ApiError';
  }

  /** The usual envelope (vast-api.md 1.5): `{"success":false,"error":CODE,"msg":TEXT}` plus `extra`. */
  static of(status: number, error: string, msg: string, extra: Row = {}): ApiError {
    return new ApiError(status, { success: false, error, msg, ...extra });
  }
}
