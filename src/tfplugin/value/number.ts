/**
 * A number that a JavaScript number cannot carry: 2^53 + 1, or 1/3 with 154 digits. It keeps the decimal text
 * that Terraform sent (plugin-protocol.md 6.2).
 */
export class ExactNumber {
  /** Decimal text. */
  readonly text: string;

  /** @param text decimal text, as Terraform writes it. */
  constructor(text: string) {
    this.text = text;
    Object.freeze(this);
  }

  /** The nearest JavaScript number. */
  toNumber(): number {
    return Number(this.text);
  }

  /** The decimal text. */
  toString(): string {
    return this.text;
  }
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * One spelling for all texts of the same decimal number: sign, digits without zeros at either end, exponent.
 * @returns undefined when the text is no decimal number (`0x10`, `NaN`, empty).
 */
export function canonicalDecimal(text: string): string | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const shift = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${shift.toString()}`;
}

/**
 * A number from decimal text: a JavaScript number when it carries the text exactly, else an
 * {@link ExactNumber}.
 * @returns undefined when the text is no decimal number.
 */
export function numberFromText(text: string): number | ExactNumber | undefined {
  const number = Number(text);
  // Nearly always the text is the one that the number itself prints, and then nothing needs to be compared.
  if (String(number) === text && Number.isFinite(number) && isCarried(number)) return number;
  const canonical = canonicalDecimal(text);
  if (canonical === undefined) return undefined;
  const exact =
    Number.isFinite(number) && isCarried(number) && canonicalDecimal(String(number)) === canonical;
  return exact ? (Object.is(number, -0) ? 0 : number) : new ExactNumber(text);
}

// Whole numbers above 2^53 print the nearest shortest text, which says nothing about the neighbours.
function isCarried(number: number): boolean {
  return !Number.isInteger(number) || Number.isSafeInteger(number);
}

/** Decimal text of a number, either kind. */
export function numberText(number: number | ExactNumber): string {
  return typeof number === 'number' ? String(number) : number.text;
}

/** Tells whether two numbers are the same decimal number. */
export function sameNumber(a: number | ExactNumber, b: number | ExactNumber): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  return canonicalDecimal(numberText(a)) === canonicalDecimal(numberText(b));
}

/** Orders two decimal texts; exact, without floating point. Negative when `a` is less than `b`. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  if (left.sign !== right.sign) return left.sign - right.sign;
  const scale = left.exponent < right.exponent ? left.exponent : right.exponent;
  // Far apart exponents would make giant integers; the number of digits before the point decides then.
  const size = Number(left.length - right.length);
  if (size !== 0) return left.sign * size;
  const difference =
    left.digits * 10n ** (left.exponent - scale) - right.digits * 10n ** (right.exponent - scale);
  // Not the sign times nothing, which would be -0 for negative numbers.
  if (difference === 0n) return 0;
  return left.sign * (difference < 0n ? -1 : 1);
}

function parts(text: string): { sign: number; digits: bigint; exponent: bigint; length: bigint } {
  const canonical = canonicalDecimal(text) ?? '0';
  const [digits = '0', exponent = '0'] = canonical.replace(/^-/, '').split('e');
  return {
    sign: digits === '0' ? 0 : canonical.startsWith('-') ? -1 : 1,
    digits: BigInt(digits),
    exponent: BigInt(exponent),
    length: BigInt(digits.length) + BigInt(exponent),
  };
}
