import { z } from 'zod';

import { normalizeGpuName, parseRegionList, PROFILES, COUNTRIES, nearest } from '../selection';
import type { ProfileName } from '../selection';
import type { LookupMode } from './types';
import type { Parsed } from './urls';
import { parseApiKey, parseApiUrl, parseProxyUrl, parseTimeScale } from './urls';

/** A key whose text is read by a function that says what is wrong. */
function read<T>(parse: (text: string) => Parsed<T>) {
  return z.string().transform((text, context): T => {
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.problem });
    return z.NEVER;
  });
}

/** Plain decimal numbers only: no `$`, no comma, no `0x`, nothing that `Number` would let through by accident. */
function number(example: string) {
  return read<number>((text) => {
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return { value: Number(text) };
    const digits = text.replace(/^\$/, '').replace(',', '.');
    const meant = Number.isNaN(Number(digits)) || digits === text ? '' : `; did you mean ${Number(digits)}?`;
    return { problem: `must be a number such as ${example}${meant}` };
  });
}

function oneOf<T extends string>(words: readonly T[]) {
  return read<T>((text) => {
    const word = words.find((candidate) => candidate === text.toLowerCase());
    return word === undefined ? { problem: `must be one of ${words.join(', ')}` } : { value: word };
  });
}

const YES = ['true', '1', 'yes', 'on'];
const NO = ['false', '0', 'no', 'off'];

const flag = read<boolean>((text) => {
  const word = text.toLowerCase();
  if (YES.includes(word) || NO.includes(word)) return { value: YES.includes(word) };
  return { problem: 'must be true or false' };
});

/** A comma list without empty parts. */
function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

const gpuName = read<string>((text) => {
  const name = normalizeGpuName(text);
  return /^[\w .+-]+$/.test(name) ? { value: name } : { problem: 'must be one GPU name, such as RTX3060' };
});

const country = read<string>((text) => {
  const code = text.toUpperCase();
  if (COUNTRIES.has(code)) return { value: code };
  if (parseRegionList(code).problems.length === 0) {
    return { problem: `must be one country code; for '${code}' write VAST_PREFERRED_REGIONS=${code}` };
  }
  const near = nearest(code, [...COUNTRIES]);
  return {
    problem: `must be a country code such as US${near[0] === undefined ? '' : `; did you mean ${near[0]}?`}`,
  };
});

const regions = read<readonly string[]>((text) => {
  const list = parseRegionList(text);
  return list.problems.length === 0 ? { value: list.regions } : { problem: list.problems.join('; ') };
});

const lookupModes: readonly LookupMode[] = ['off', 'missing', 'refresh'];

/** The profiles by name. */
export const profileNames = Object.keys(PROFILES) as readonly ProfileName[];

/** Every key of config.env and environment, as text, to its value. Ranges are checked by the selection room. */
export const envSchema = z.object({
  VAST_API_KEY: read(parseApiKey).optional(),
  VAST_API_URL: read(parseApiUrl).optional(),
  VAST_URL: read(parseApiUrl).optional(),
  VAST_CONNECT_PROXY: read(parseProxyUrl).optional(),
  VAST_TIME_SCALE: read(parseTimeScale).optional(),
  VAST_GPU_TYPE: gpuName.optional(),
  VAST_GPU_FALLBACK_TYPES: read<readonly string[]>((text) => ({
    value: words(text).map(normalizeGpuName),
  })).optional(),
  VAST_MIN_GPU_MEMORY: number('12').optional(),
  VAST_MAX_PRICE_PER_HOUR: number('0.50').optional(),
  VAST_RELIABILITY_SCORE: number('0.95').optional(),
  VAST_MIN_DOWNLOAD_SPEED: number('100').optional(),
  VAST_MIN_UPLOAD_SPEED: number('100').optional(),
  VAST_DATACENTER_LOCATION: country.optional(),
  VAST_PREFERRED_REGIONS: regions.optional(),
  VAST_VERIFIED_ONLY: flag.optional(),
  VAST_RENTABLE_ONLY: flag
    .refine((value) => value, 'must be true, or left out: an offer that is not rentable cannot be rented')
    .optional(),
  VAST_LOOKUP: oneOf(lookupModes).optional(),
  VAST_PROFILE: oneOf(profileNames).optional(),
  VAST_ENVIRONMENT: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be a short name of letters, digits, dots, dashes and underscores')
    .optional(),
});

/** What the keys were read to. */
export type EnvValues = z.infer<typeof envSchema>;

/** Keys that mean something. */
export const KNOWN_KEYS = Object.keys(envSchema.shape) as readonly (keyof EnvValues)[];

/** Variables that the marketplace sets inside its own machines; not meant for us, so not warned about. */
export const FOREIGN_KEYS = /^VAST_(?:TCP|UDP)_PORT_\d+$|^VAST_CONTAINERLABEL$/;
