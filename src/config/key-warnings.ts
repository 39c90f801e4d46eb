import { gpuNameWarning, nearest, parseRegionList, printable } from '../selection';
import type { EnvValues } from './env-schema';
import { FOREIGN_KEYS, KNOWN_KEYS } from './env-schema';
import type { SearchRequirements } from './types';

/** The key in config.env.example. */
export const PLACEHOLDER_KEY = 'put-your-vast-api-key-here';

/** A key's text and where it stands. */
export interface Source {
  readonly text: string;
  /** `config.env` or `environment`. */
  readonly where: string;
}

/** The known keys that have a value. */
export type Sources = ReadonlyMap<string, Source>;

/** Keys that look like ours and are not. Their values may be a misspelt key's secret, so only names are printed. */
export function unknownKeyWarnings(
  values: Readonly<Record<string, string | undefined>>,
  where: string,
): string[] {
  return Object.keys(values)
    .filter(
      (key) =>
        /^vast_/i.test(key) && !(KNOWN_KEYS as readonly string[]).includes(key) && !FOREIGN_KEYS.test(key),
    )
    .sort()
    .map((key) => {
      const near = nearest(key, KNOWN_KEYS)[0];
      const name = printable(key, 60);
      return `${name} (${where}) is not a known key${near === undefined ? '' : `; did you mean ${near}?`}`;
    });
}

/** Values that can be used, but are perhaps not what was meant. */
export function keyWarnings(values: EnvValues, sources: Sources): string[] {
  const warnings: string[] = [];
  if (values.VAST_API_KEY === PLACEHOLDER_KEY) {
    warnings.push(
      `VAST_API_KEY still is the placeholder of config.env.example; put your account's key there`,
    );
  }
  for (const key of ['VAST_PREFERRED_REGIONS', 'VAST_DATACENTER_LOCATION']) {
    const text = sources.get(key)?.text;
    if (text !== undefined)
      warnings.push(...parseRegionList(text).warnings.map((warning) => `${key}: ${warning}`));
  }
  return warnings;
}

/** GPU names that the marketplace has not been seen to use. */
export function gpuWarnings({ gpuName, fallbackGpuNames }: SearchRequirements): string[] {
  return [gpuName, ...fallbackGpuNames].flatMap((name) => gpuNameWarning(name) ?? []);
}
