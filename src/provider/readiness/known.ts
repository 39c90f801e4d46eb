import { isUnknown, type Unknown } from '../../tfplugin';

/** `T` with nothing unknown in it. */
export type Known<T> = T extends Unknown
  ? never
  : T extends readonly (infer E)[]
    ? readonly Known<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Known<T[K]> }
      : T;

/** The value when all of it is known, down to the last member; else undefined. */
export function whollyKnown<T>(value: T): Known<T> | undefined {
  return isWhollyKnown(value) ? value : undefined;
}

function isWhollyKnown<T>(value: T): value is T & Known<T> {
  if (isUnknown(value)) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((member: unknown) => isWhollyKnown(member));
}
