import { InvalidArgumentError } from 'commander';

/** Reads the value of an option as a whole number of at least `minimum`. */
export function wholeNumberFrom(minimum: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= minimum)) throw new InvalidArgumentError(`It must be a whole number from ${minimum}.`);
    return value;
  };
}

/** Reads the value of an option as a number above 0. */
export function positiveNumber(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
