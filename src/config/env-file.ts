import { parse } from 'dotenv';

import type { ConfigProblem } from './errors';

/** The keys of a config.env, and lines that are neither a key nor a comment. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly ConfigProblem[];
}

/** A key without `=`: the parser would skip the line silently. The rest of the line may be a secret. */
const KEY_WITHOUT_VALUE = /^\s*(?:export\s+)?(VAST_\w+)\b(?!\s*[=:])/i;

/** Reads the text of a config.env (dotenv syntax). */
export function parseEnvFile(text: string, where: string): EnvFile {
  const values = parse(text);
  const problems: ConfigProblem[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const key = KEY_WITHOUT_VALUE.exec(line)?.[1];
    // A line inside a quoted value may look like this too; then the key has no value of its own.
    if (key === undefined || Object.values(values).some((value) => value.includes(line.trim()))) return;
    problems.push({ key, where: `${where}:${index + 1}`, message: `write ${key}=value` });
  });
  return { values, problems };
}

/** The value of a key, from the environment if it is there, else from the file. Empty text counts as not there. */
export function lookUp(
  key: string,
  env: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, string>>,
): { readonly text: string; readonly fromFile: boolean } | undefined {
  const fromEnv = env[key]?.trim();
  if (fromEnv !== undefined && fromEnv !== '') return { text: fromEnv, fromFile: false };
  const fromFile = file[key]?.trim();
  return fromFile === undefined || fromFile === '' ? undefined : { text: fromFile, fromFile: true };
}
