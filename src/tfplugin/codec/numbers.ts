import { ExactNumber, numberFromText } from '../value/number';
import type { Token } from './msgpack-reader';
import { fitsInt64, type MsgpackWriter } from './msgpack-writer';

/** A number from an item, or undefined when it is none. */
export function readNumber(token: Token): number | ExactNumber | undefined {
  if (typeof token === 'number') return Number.isFinite(token) ? token : undefined;
  if (typeof token === 'bigint') return new ExactNumber(token.toString());
  return typeof token === 'string' ? numberFromText(token) : undefined;
}

/**
 * Writes a number as Terraform reads it without loss: an int within int64, else decimal text. A fraction goes
 * as text as well, because that is the decimal number the user wrote, and the float64 beside it is not.
 */
export function writeNumber(writer: MsgpackWriter, value: number | ExactNumber): void {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) writer.integer(value);
    else writer.string(String(value));
    return;
  }
  const whole = /^-?\d+$/.test(value.text) ? BigInt(value.text) : undefined;
  if (whole !== undefined && fitsInt64(whole)) writer.integer(whole);
  else writer.string(value.text);
}
