import path from 'node:path';

import type { ProfileName, Requirements } from '../selection';
import { defaultRequirements, normalizeGpuName, printable, requirementProblems } from '../selection';
import { lookUp, parseEnvFile } from './env-file';
import type { EnvValues } from './env-schema';
import { KNOWN_KEYS, envSchema } from './env-schema';
import type { ConfigProblem } from './errors';
import { ConfigError } from './errors';
import type { ReadFile } from './files';
import { readFile as readRealFile } from './files';
import { deepFreeze, withHiddenKey } from './frozen';
import type { Source, Sources } from './key-warnings';
import { gpuWarnings, keyWarnings, unknownKeyWarnings } from './key-warnings';
import { PROVIDER_CONFIG_FILE, parseProviderConfig } from './provider-config';
import { resolveBlacklist, resolveLatencyCheck, resolvePreferences, resolveRequirements } from './resolve';
import type { LookupMode, SearchChoices, SearchRequirements, Settings } from './types';
import { DEFAULT_API_URL, isLoopbackUrl, withoutCredentials } from './urls';

/** The name of the settings file. */
export const CONFIG_FILE = 'config.env';

/** What settings are read from; all of it handed in. */
export interface LoadInput {
  /** The process environment; it wins over the file. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of config.env and vast-provider-config.yaml. */
  readonly cwd: string;
  /** Default the real file system. */
  readonly readFile?: ReadFile;
  /** For block list entries with an end. Default the real clock. */
  readonly now?: () => Date;
}

/**
 * Reads config.env, vast-provider-config.yaml and the environment into one frozen `Settings`.
 * @throws ConfigError listing every bad setting at once; the API key's value is in none of its texts
 */
export function loadSettings({ env, cwd, readFile = readRealFile, now = () => new Date() }: LoadInput): {
  readonly settings: Settings;
  readonly warnings: readonly string[];
} {
  const configPath = path.resolve(cwd, CONFIG_FILE);
  const envText = readFile(configPath);
  const file = parseEnvFile(envText ?? '', CONFIG_FILE);
  const sources = sourcesOf(env, file.values);
  const parsed = parseKeys(sources);

  const yamlText = readFile(path.resolve(cwd, PROVIDER_CONFIG_FILE));
  const provider = parseProviderConfig(yamlText ?? '', PROVIDER_CONFIG_FILE);
  const config = provider.config ?? {};
  const { values } = parsed;

  const latencyCheck = resolveLatencyCheck(config);
  const preferences = resolvePreferences(config);
  const blacklist = resolveBlacklist(config, now());
  const fallbacks =
    values.VAST_GPU_FALLBACK_TYPES ?? config.selection?.fallback_gpu_types?.map(normalizeGpuName);
  const choices = choicesOf(values, {
    ...blacklist.value,
    ...(fallbacks === undefined ? {} : { fallbackGpuNames: fallbacks }),
    maxLatencyMs: latencyCheck.value.enabled ? latencyCheck.value.maxAcceptableMs : null,
  });
  const requirements = resolveRequirements(choices, values.VAST_PROFILE);

  const connection = connectionOf(values, sources);
  const problems = [
    ...file.problems,
    ...parsed.problems,
    ...provider.problems,
    ...connection.problems,
    ...rangeProblems(requirements.value, sources),
  ];
  if (problems.length > 0) throw new ConfigError(withoutSecret(problems, sources.get('VAST_API_KEY')?.text));

  const warnings = [
    ...unknownKeyWarnings(env, 'environment'),
    ...unknownKeyWarnings(file.values, CONFIG_FILE),
    ...keyWarnings(values, sources),
    ...gpuWarnings(requirements.value),
    ...connection.warnings,
    ...requirements.warnings,
    ...preferences.warnings,
    ...latencyCheck.warnings,
    ...blacklist.warnings,
  ];
  const settings: Settings = withHiddenKey(
    deepFreeze({
      ...connection.value,
      requirements: requirements.value,
      preferences: preferences.value,
      latencyCheck: latencyCheck.value,
      profile: values.VAST_PROFILE,
      choices,
      lookup: values.VAST_LOOKUP ?? defaultLookup(env),
      environment: values.VAST_ENVIRONMENT ?? '',
      sourceFile: envText === undefined ? undefined : configPath,
      warnings,
    }),
    values.VAST_API_KEY,
  );
  return { settings, warnings: settings.warnings };
}

/**
 * The requirements that other settings would give with another profile: what the user said still wins over it.
 * For constructs with a `profile` of their own.
 */
export function requirementsForProfile(
  settings: Pick<Settings, 'choices'>,
  profile: ProfileName,
): SearchRequirements {
  return deepFreeze(resolveRequirements(settings.choices, profile).value);
}

function sourcesOf(env: LoadInput['env'], file: Readonly<Record<string, string>>): Sources {
  const sources = new Map<string, Source>();
  for (const key of KNOWN_KEYS) {
    const found = lookUp(key, env, file);
    if (found !== undefined)
      sources.set(key, { text: found.text, where: found.fromFile ? CONFIG_FILE : 'environment' });
  }
  return sources;
}

/** A problem with the value of a key, fit for printing. */
function problemOf(key: string, message: string, sources: Sources): ConfigProblem {
  const source = sources.get(key);
  const value = source && key !== 'VAST_API_KEY' ? printable(withoutCredentials(source.text), 80) : undefined;
  return { key, message, value, where: source?.where };
}

/** Reads each key by itself, so that one bad key does not hide another. */
function parseKeys(sources: Sources): {
  readonly values: EnvValues;
  readonly problems: readonly ConfigProblem[];
} {
  const texts = (keys: readonly string[]): Record<string, string | undefined> =>
    Object.fromEntries(keys.map((key) => [key, sources.get(key)?.text]));
  const result = envSchema.safeParse(texts(KNOWN_KEYS));
  if (result.success) return { values: result.data, problems: [] };
  const bad = new Set(result.error.issues.map(({ path: [key] }) => String(key)));
  return {
    values: envSchema.parse(texts(KNOWN_KEYS.filter((key) => !bad.has(key)))),
    problems: result.error.issues.map(({ path: [key], message }) => problemOf(String(key), message, sources)),
  };
}

function choicesOf(values: EnvValues, others: SearchChoices): SearchChoices {
  const choices = {
    gpuName: values.VAST_GPU_TYPE,
    minGpuMemoryGb: values.VAST_MIN_GPU_MEMORY,
    maxPricePerHour: values.VAST_MAX_PRICE_PER_HOUR,
    minReliability: values.VAST_RELIABILITY_SCORE,
    minDownloadMbps: values.VAST_MIN_DOWNLOAD_SPEED,
    minUploadMbps: values.VAST_MIN_UPLOAD_SPEED,
    location: values.VAST_DATACENTER_LOCATION,
    preferredRegions: values.VAST_PREFERRED_REGIONS,
    verifiedOnly: values.VAST_VERIFIED_ONLY,
  };
  const said = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return { ...(said as SearchChoices), ...others };
}

/** The key that a requirement comes from. */
const KEY_OF: Partial<Record<keyof Requirements, keyof EnvValues>> = {
  gpuName: 'VAST_GPU_TYPE',
  fallbackGpuNames: 'VAST_GPU_FALLBACK_TYPES',
  minGpuMemoryGb: 'VAST_MIN_GPU_MEMORY',
  maxPricePerHour: 'VAST_MAX_PRICE_PER_HOUR',
  minReliability: 'VAST_RELIABILITY_SCORE',
  minDownloadMbps: 'VAST_MIN_DOWNLOAD_SPEED',
  minUploadMbps: 'VAST_MIN_UPLOAD_SPEED',
};

/** The names of requirements in vast-provider-config.yaml, for those that can stand there. */
const YAML_KEY_OF: Partial<Record<keyof Requirements, string>> = {
  fallbackGpuNames: 'selection.fallback_gpu_types',
};

/** Ranges are the selection room's rules; here they get the names that the user wrote. */
function rangeProblems(requirements: SearchRequirements, sources: Sources): ConfigProblem[] {
  const { diskGb, portCount } = defaultRequirements;
  return requirementProblems({ ...requirements, diskGb, portCount }).map(({ field, message }) => {
    const requirement = field as keyof Requirements;
    const key = KEY_OF[requirement];
    const inYaml = YAML_KEY_OF[requirement];
    if (key !== undefined && (sources.has(key) || inYaml === undefined))
      return problemOf(key, message, sources);
    return { key: inYaml ?? field, message, where: PROVIDER_CONFIG_FILE };
  });
}

/** How to reach the marketplace. */
function connectionOf(values: EnvValues, sources: Sources) {
  const problems: ConfigProblem[] = [];
  const warnings: string[] = [];
  const apiUrl = values.VAST_API_URL ?? values.VAST_URL ?? DEFAULT_API_URL;
  const timeScale = values.VAST_TIME_SCALE ?? 1;
  if (timeScale !== 1 && !isLoopbackUrl(apiUrl)) {
    problems.push(
      problemOf(
        'VAST_TIME_SCALE',
        `is for tests against an API on this machine; remove it for ${apiUrl}`,
        sources,
      ),
    );
  }
  if (apiUrl.startsWith('http://') && !isLoopbackUrl(apiUrl)) {
    warnings.push(`the API key travels to ${apiUrl} without encryption; use https`);
  }
  if (
    values.VAST_API_URL !== undefined &&
    values.VAST_URL !== undefined &&
    values.VAST_API_URL !== values.VAST_URL
  ) {
    warnings.push('VAST_URL is ignored, because VAST_API_URL is set');
  }
  return { value: { apiUrl, connectProxy: values.VAST_CONNECT_PROXY, timeScale }, problems, warnings };
}

function defaultLookup(env: LoadInput['env']): LookupMode {
  const ci = env['CI']?.trim().toLowerCase() ?? '';
  return ['', 'false', '0'].includes(ci) ? 'missing' : 'off';
}

/** A key pasted into the wrong place must not be printed from there. */
function withoutSecret(
  problems: readonly ConfigProblem[],
  secret: string | undefined,
): readonly ConfigProblem[] {
  if (secret === undefined || secret.length < 8) return problems;
  const clean = (text: string): string => text.replaceAll(secret, '[redacted]');
  return problems.map((problem) => ({
    ...problem,
    message: clean(problem.message),
    value: problem.value === undefined ? undefined : clean(problem.value),
  }));
}
