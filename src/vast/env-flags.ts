import { type ContainerEnvironment, parsePortFlag, portFlag } from './environment';

/*
 * Templates keep variables and ports as one text of docker flags: `-e MODE=prod -p 8001:8001` (vast-api.md 3.4, 5.8).
 * Readers of that text are known to take quotes off in different ways: a matching pair around the value, all quotes at
 * both ends, or as a shell does. What is written here means the same to each of them; what cannot, is refused.
 */

/** What is wrong with a value that the text cannot hold, without the value; undefined for one that it can. */
export function envFlagProblem(value: string): string | undefined {
  if (value.includes("'") && value.includes('"')) return 'has both kinds of quotes';
  if (/^["']|["']$/.test(value)) return 'begins or ends with a quote';
  return undefined;
}

/** Variables and ports as docker flags. Values with an `envFlagProblem` and texts that are no port are left out. */
export function writeEnvFlags({ env, ports }: ContainerEnvironment): string {
  const variables = Object.entries(env ?? {}).flatMap(([name, value]) =>
    envFlagProblem(value) === undefined ? [`-e ${name}=${quoted(value)}`] : [],
  );
  const published = (ports ?? []).flatMap((port) => {
    const flag = portFlag(port);
    return flag === undefined ? [] : [`-p ${flag}`];
  });
  return [...variables, ...published].join(' ');
}

/** Variables and ports of a text of docker flags. Other flags, and what makes no sense, are left out. */
export function readEnvFlags(text: string): {
  readonly env: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
} {
  const env: [string, string][] = [];
  const ports: string[] = [];
  const words = splitWords(text);
  for (let at = 0; at < words.length; at += 1) {
    const flag = words[at] ?? '';
    // Each of these takes the next word, whatever it looks like.
    if (!/^-[ephvn]$/.test(flag)) continue;
    at += 1;
    const word = unquoted(words[at] ?? '');
    const equals = word.indexOf('=');
    if (flag === '-e' && equals > 0) env.push([word.slice(0, equals), unquoted(word.slice(equals + 1))]);
    const port = flag === '-p' ? parsePortFlag(`-p ${word}`) : undefined;
    if (port !== undefined) ports.push(port);
  }
  return { env: Object.fromEntries(env), ports };
}

function quoted(value: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

/** Words between blanks; quotes group. */
function splitWords(text: string): readonly string[] {
  return text.match(/(?:"[^"]*"|'[^']*'|[^\s"']|["'])+/g) ?? [];
}

/** Without one pair of quotes around it. */
function unquoted(text: string): string {
  return /^(["'])([\s\S]*)\1$/.exec(text)?.[2] ?? text;
}
