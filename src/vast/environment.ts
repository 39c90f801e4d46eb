/** What reaches a container as docker flags and variables. */
export interface ContainerEnvironment {
  /** Variables of the container. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container ports to publish, as `8001/tcp` or `53/udp`. */
  readonly ports?: readonly string[] | undefined;
}

/** Variables and ports as one object: keys that begin with a dash are docker flags (vast-api.md 3.4). */
export function environmentBody({ env, ports }: ContainerEnvironment): Record<string, string> {
  const flags = (ports ?? []).flatMap((port) => {
    const flag = portFlag(port);
    return flag === undefined ? [] : [[`-p ${flag}`, '1'] as const];
  });
  return Object.fromEntries([...Object.entries(env ?? {}), ...flags]);
}

/**
 * Values of variables that must not be seen in an error: any of them may be secret. Values of less than four characters
 * are left out, because they keep nothing secret and are found in every text.
 */
export function environmentSecrets(env: ContainerEnvironment['env']): readonly string[] {
  return Object.values(env ?? {}).filter((value) => value.length >= 4);
}

/** `8001/tcp` as docker writes it after `-p`: `8001:8001`; undefined when the text is no port. */
export function portFlag(port: string): string | undefined {
  const parsed = parsePort(port);
  return parsed && `${parsed.number}:${parsed.number}${parsed.protocol === 'udp' ? '/udp' : ''}`;
}

/** `-p 8001:8001` as `8001/tcp`, `-p 53:53/udp` as `53/udp`; undefined for any other flag or variable. */
export function parsePortFlag(flag: string): string | undefined {
  const match = /^-p\s+\d+:(\d{1,5})(?:\/(tcp|udp))?$/.exec(flag.trim());
  return match ? `${Number(match[1])}/${match[2] ?? 'tcp'}` : undefined;
}

/** `8001/tcp` in its parts; undefined when the text is no port. Identity ports (from 70000 on) are not supported. */
export function parsePort(
  text: string,
): { readonly number: number; readonly protocol: 'tcp' | 'udp' } | undefined {
  const match = /^([1-9]\d{0,4})\/(tcp|udp)$/.exec(text);
  if (!match) return undefined;
  const number = Number(match[1]);
  return number <= 65_535 ? { number, protocol: match[2] === 'udp' ? 'udp' : 'tcp' } : undefined;
}
