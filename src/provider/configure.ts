import {
  type ApiSettings,
  ConfigError,
  type ConfigProblem,
  DEFAULT_API_URL,
  isLoopbackUrl,
  readApiSettings,
} from '../config';
import {
  attr,
  defineSchema,
  DiagnosticError,
  type DiagnosticInput,
  greaterThan,
  isUnknown,
  type Logger,
  type Unknown,
  type UnknownConfigOf,
} from '../tfplugin';
import type { ProviderClient } from './account';
import { createAccount } from './create-account';

/** The provider block. Each value: attribute, then environment, then the file that `config_file` names. */
export const providerSchema = defineSchema({
  description: 'Rents GPUs on the Vast.ai marketplace.',
  attributes: {
    api_key: attr.string({
      optional: true,
      sensitive: true,
      description:
        'API key. Better left out here: set `VAST_API_KEY`, or write it into the file of `config_file`.',
    }),
    api_url: attr.string({
      optional: true,
      description: 'Address of the API. Environment: `VAST_API_URL`. Default `https://console.vast.ai`.',
    }),
    config_file: attr.string({
      optional: true,
      description:
        'A `config.env` that may hold `VAST_API_KEY` and the like; relative to the working directory of Terraform.',
    }),
    max_total_price_per_hour: attr.number({
      optional: true,
      description:
        'Most that the account may pay for everything that it runs, USD per hour. A create that would exceed it is refused ' +
        'before anything is rented. Default: no limit.',
      validators: [greaterThan(0)],
    }),
    connect_proxy: attr.string({
      optional: true,
      description:
        '`http://host:port` of an HTTP CONNECT proxy that checks of rented machines go through. Environment: `VAST_CONNECT_PROXY`.',
    }),
  },
});

type ProviderConfig = UnknownConfigOf<typeof providerSchema.body>;

/** What configure reads from outside. */
export interface ConfigureEffects {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of a file, undefined when it does not exist; default the real files. */
  readonly readFile?: (path: string) => string | undefined;
  readonly log: Logger;
}

/**
 * Makes the client that handlers get. Values that are not known during a plan are tolerated. Throws a DiagnosticError
 * for a missing key and for values that cannot be used; none of them ever shows a key.
 */
export function configureProvider(config: ProviderConfig, effects: ConfigureEffects): ProviderClient {
  const unknown = Object.entries(config).flatMap(([name, value]) => (isUnknown(value) ? [name] : []));
  if (unknown.length > 0) return { kind: 'not-yet-known', unknown };
  const configFile = plain(config.config_file);
  // An attribute is read like the variable of the same meaning, so that the same checks and messages hold for it.
  const attributes = {
    ...given('VAST_API_KEY', plain(config.api_key)?.reveal()),
    ...given('VAST_API_URL', plain(config.api_url)),
    ...given('VAST_CONNECT_PROXY', plain(config.connect_proxy)),
  };
  const settings = readSettings(attributes, { ...effects, configFile });
  const { apiKey, apiUrl = DEFAULT_API_URL, timeScale = 1 } = settings;
  if (apiKey === undefined) throw new DiagnosticError(missingKey(configFile));
  if (timeScale !== 1 && !isLoopbackUrl(apiUrl)) {
    throw new DiagnosticError({
      summary: 'VAST_TIME_SCALE is for tests',
      detail: `It is ${timeScale}, and the API is at ${apiUrl}, which is not on this machine. Unset VAST_TIME_SCALE.`,
    });
  }
  const connectProxy = settings.connectProxy === undefined ? {} : { connectProxy: settings.connectProxy };
  const limit = plain(config.max_total_price_per_hour);
  const budget = limit === undefined ? {} : { maxTotalPricePerHour: limit };
  return {
    kind: 'ready',
    account: createAccount({ apiKey, apiUrl, timeScale, ...connectProxy, ...budget }, effects.log),
  };
}

/** The arguments whose value is read like the variable of the same meaning. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  VAST_API_KEY: 'api_key',
  VAST_API_URL: 'api_url',
  VAST_CONNECT_PROXY: 'connect_proxy',
};

function readSettings(
  attributes: Readonly<Record<string, string>>,
  { env, configFile, readFile }: ConfigureEffects & { readonly configFile: string | undefined },
): ApiSettings {
  try {
    return readApiSettings({ ...env, ...attributes }, configFile, readFile);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const isArgument = ({ key }: ConfigProblem): boolean => Object.hasOwn(attributes, key);
    const elsewhere = error.problems.filter((problem) => !isArgument(problem));
    throw new DiagnosticError([
      ...error.problems.filter(isArgument).map(argumentProblem),
      ...(elsewhere.length === 0 ? [] : [elsewhereProblem(elsewhere)]),
    ]);
  }
}

/** What is wrong in the provider block, at its place. */
function argumentProblem({ key, value, message }: ConfigProblem): DiagnosticInput {
  const name = ARGUMENTS[key] ?? key;
  const shown = value === undefined ? '' : `, not ${JSON.stringify(value)}`;
  return { summary: `Unusable ${name}`, detail: `${name} ${message}${shown}.`, path: [name] };
}

/** What is wrong in the environment or in the file. */
function elsewhereProblem(problems: readonly ConfigProblem[]): DiagnosticInput {
  return {
    summary: 'The provider cannot be configured',
    detail: `${new ConfigError(problems).message}\nAn argument of the provider block beats the environment, and that config_file.`,
  };
}

function missingKey(configFile: string | undefined): DiagnosticInput {
  const file =
    configFile === undefined
      ? 'put VAST_API_KEY=... into a file and name it in config_file of the provider'
      : `put VAST_API_KEY=... into ${configFile} (config_file; it holds none, or does not exist)`;
  return {
    summary: 'The Vast.ai API key is missing',
    detail:
      `Set the environment variable VAST_API_KEY, or ${file}, or set api_key of the provider from a sensitive variable. ` +
      'Keys are made at https://cloud.vast.ai under Account.',
    path: ['api_key'],
  };
}

function plain<T>(value: T | Unknown | null): T | undefined {
  return value === null || isUnknown(value) ? undefined : value;
}

function given(key: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [key]: value };
}
