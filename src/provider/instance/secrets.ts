import type { Secret, Unknown } from '../../tfplugin';

/*
 * Secrets of a container. The platform gives the environment back on every read, so the names of the secret variables
 * travel with it, and whatever bears such a name never comes back into a state (design.md D13).
 */

/** Variable that lists the names of the secret ones, with commas. */
export const SECRET_KEYS = 'VG_SECRET_KEYS';

/** The environment to send: plain and secret variables, and the list of the secret names. Holds secrets in clear. */
export function containerEnv(
  env: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, Secret>>,
): Readonly<Record<string, string>> {
  const names = Object.keys(secrets).sort();
  if (names.length === 0) return env;
  const revealed = Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()] as const);
  return { ...env, ...Object.fromEntries(revealed), [SECRET_KEYS]: names.join(',') };
}

/** Names of the secret variables in an environment that the platform reports. */
export function secretNames(env: Readonly<Record<string, string>>): ReadonlySet<string> {
  const list = Object.hasOwn(env, SECRET_KEYS) ? (env[SECRET_KEYS] ?? '') : '';
  return new Set(list.split(',').filter((name) => name !== ''));
}

/** What may be shown and stored of an environment that the platform reports. */
export function visibleEnv(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const hidden = secretNames(env);
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name !== SECRET_KEYS && !hidden.has(name)),
  );
}

/** `secret_env_version` of an imported instance that has secrets: an import knows of them, and of no version. */
export const IMPORTED_VERSION = '';

/** Whether the secrets have to be sent again. The first version after an import is only recorded. */
export function isOtherVersion(before: string | null, planned: string | null | Unknown): boolean {
  return planned !== before && before !== IMPORTED_VERSION;
}
