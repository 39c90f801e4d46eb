import { BlockList, isIP, isIPv4 } from 'node:net';

const LABEL_1123 = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

function matches(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(value);
}

function refuse(what: string, examples: readonly string[], pattern: string): string {
  const list = examples.map((example) => `'${example}'`).join(',  or ');
  return `${what} (e.g. ${list}, regex used for validation is '${pattern}')`;
}

function tooLong(value: string, limit: number): string[] {
  return value.length > limit ? [`must be no more than ${limit} characters`] : [];
}

/** What is wrong with a DNS label that may start with a digit (port names, namespaces). Empty when nothing. */
export function dns1123Label(value: string): string[] {
  if (matches(LABEL_1123, value)) return tooLong(value, 63);
  const what =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  return [...tooLong(value, 63), refuse(what, ['my-name', '123-abc'], LABEL_1123)];
}

/** What is wrong with a DNS label that starts with a letter (Service names). */
export function dns1035Label(value: string): string[] {
  if (matches(LABEL_1035, value)) return tooLong(value, 63);
  const what =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
  return [...tooLong(value, 63), refuse(what, ['my-name', 'abc-123'], LABEL_1035)];
}

/** What is wrong with a DNS subdomain (names of Endpoints and EndpointSlices). */
export function dns1123Subdomain(value: string): string[] {
  const pattern = `${LABEL_1123}(\\.${LABEL_1123})*`;
  if (matches(pattern, value)) return tooLong(value, 253);
  const what =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
  return [...tooLong(value, 253), refuse(what, ['example.com'], pattern)];
}

/** What is wrong with a label or annotation key, `prefix/name`. */
export function qualifiedName(value: string): string[] {
  const parts = value.split('/');
  const [prefix, name] = parts.length === 1 ? [undefined, value] : [parts[0], parts[1] ?? ''];
  const what =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  if (parts.length > 2) {
    const optional = " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    return [`a qualified name ${refuse(what, ['MyName', 'my.name', '123-abc'], QUALIFIED)}${optional}`];
  }
  const problems = prefix === undefined ? [] : dns1123Subdomain(prefix).map((text) => `prefix part ${text}`);
  if (name === '') return [...problems, 'name part must be non-empty'];
  problems.push(...tooLong(name, 63).map((text) => `name part ${text}`));
  if (!matches(QUALIFIED, name)) {
    problems.push(`name part ${refuse(what, ['MyName', 'my.name', '123-abc'], QUALIFIED)}`);
  }
  return problems;
}

/** What is wrong with the value of a label. */
export function labelValue(value: string): string[] {
  const pattern = `(${QUALIFIED})?`;
  if (matches(pattern, value)) return tooLong(value, 63);
  const what =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  return [...tooLong(value, 63), refuse(what, ['MyValue', 'my_value', '12345'], pattern)];
}

/** What is wrong with a port number. */
export function portNumber(value: number): string[] {
  return value >= 1 && value <= 65535 ? [] : ['must be between 1 and 65535, inclusive'];
}

/** What is wrong with a named target port. */
export function portName(value: string): string[] {
  return [
    ...tooLong(value, 15),
    ...(/^[-a-z0-9]+$/.test(value)
      ? []
      : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
    ...(/[a-z]/.test(value) ? [] : ['must contain at least one letter (a-z)']),
    ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
    ...(/^-|-$/.test(value) ? ['must not begin or end with a hyphen'] : []),
  ];
}

/** What is wrong with an address that need only be one. */
export function ipAddress(value: string): string[] {
  return isIP(value) === 0 ? ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'] : [];
}

const SPECIAL: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'may not be unspecified (0.0.0.0)',
    [
      ['0.0.0.0', 32],
      ['::', 128],
    ],
  ],
  [
    'may not be in the loopback range (127.0.0.0/8, ::1/128)',
    [
      ['127.0.0.0', 8],
      ['::1', 128],
    ],
  ],
  [
    'may not be in the link-local range (169.254.0.0/16, fe80::/10)',
    [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  ],
  [
    'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
    [
      ['224.0.0.0', 24],
      ['ff02::', 16],
    ],
  ],
];

/** What forbids an address as an endpoint: unspecified, loopback, link-local, link-local multicast (kubernetes.md 2.1). */
export function endpointAddress(value: string): string[] {
  const family = isIPv4(value) ? 'ipv4' : 'ipv6';
  return SPECIAL.flatMap(([message, ranges]) => {
    const list = new BlockList();
    for (const [net, prefix] of ranges) list.addSubnet(net, prefix, isIPv4(net) ? 'ipv4' : 'ipv6');
    return list.check(value, family) ? [message] : [];
  });
}
