/** Splits a command line into words; quotes group, and a backslash takes the next character as it is. */
function words(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)) found.push(match[0]);
  return found;
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

/**
 * The flag text of templates (`-e A=b -p 8000:8000 -h name`) as the entries of an `env` object, by the rules of
 * vast-api.md 3.4: what does not fit is dropped without a word.
 */
export function parseEnvFlags(text: string): readonly (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = [];
  const tokens = words(text);
  for (let i = 0; i < tokens.length; i++) {
    const flag = tokens[i];
    const value = tokens[i + 1];
    if (flag === undefined || value === undefined || !['-e', '-p', '-h', '-v', '-n'].includes(flag)) continue;
    i++;
    if (flag === '-e') {
      const at = value.indexOf('=');
      if (at > 0) entries.push([value.slice(0, at), unquote(value.slice(at + 1))]);
    } else if (flag === '-p') {
      if (/^[0-9:tcp/ud]+$/.test(value)) entries.push([`-p ${value}`, '1']);
    } else if (flag === '-h') {
      entries.push(['-h', value]);
    } else {
      entries.push([`${flag} ${value}`, '1']);
    }
  }
  return entries;
}
