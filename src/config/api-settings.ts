import { lookUp, parseEnvFile } from './env-file';
import type { ConfigProblem } from './errors';
import { ConfigError } from './errors';
import type { ReadFile } from './files';
import { readFile as readRealFile } from './files';
import type { Parsed } from './urls';
import { parseApiKey, parseApiUrl, parseProxyUrl, parseTimeScale, withoutCredentials } from './urls';

/** How to reach the marketplace, as far as environment and file tell. Holds the key: never print it whole. */
export interface ApiSettings {
  readonly apiKey?: string;
  /** Without a trailing slash. */
  readonly apiUrl?: string;
  /** `http://host:port` */
  readonly connectProxy?: string;
  /** Only meant for an API on loopback (`isLoopbackUrl`); whoever uses it checks. */
  readonly timeScale?: number;
}

/**
 * The connection settings for the provider: the environment wins over the file. Loads neither zod nor the selection,
 * because a plan starts the provider three times.
 *
 * `VAST_URL` is what the marketplace's own client reads; it counts only if `VAST_API_URL` is set nowhere.
 * A file that does not exist is no error: on another machine the key may come from the environment.
 * @param configFile path of a config.env
 * @throws ConfigError for a value that cannot be used, or a file that cannot be read
 */
export function readApiSettings(
  env: Readonly<Record<string, string | undefined>>,
  configFile?: string,
  readFile: ReadFile = readRealFile,
): ApiSettings {
  const text = configFile === undefined ? undefined : readFile(configFile);
  const file = text === undefined ? { values: {}, problems: [] } : parseEnvFile(text, configFile ?? '');
  const problems: ConfigProblem[] = [];

  const read = <T>(key: string, parse: (value: string) => Parsed<T>): T | undefined => {
    const found = lookUp(key, env, file.values);
    if (found === undefined) return undefined;
    const parsed = parse(found.text);
    if ('value' in parsed) return parsed.value;
    problems.push({
      key,
      message: parsed.problem,
      value: key === 'VAST_API_KEY' ? undefined : withoutCredentials(found.text),
      where: found.fromFile ? configFile : 'environment',
    });
    return undefined;
  };
  const apiKey = read('VAST_API_KEY', parseApiKey);
  const apiUrl = read('VAST_API_URL', parseApiUrl) ?? read('VAST_URL', parseApiUrl);
  const connectProxy = read('VAST_CONNECT_PROXY', parseProxyUrl);
  const timeScale = read('VAST_TIME_SCALE', parseTimeScale);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(connectProxy === undefined ? {} : { connectProxy }),
    ...(timeScale === undefined ? {} : { timeScale }),
  };
}
