import { type ContainerEnvironment, environmentBody, parsePort } from './environment';

/** Limits of the create call (vast-api.md 3.2, 4.5). */
export const CREATE_LIMITS = {
  minDiskGb: 8,
  imageLength: 1024,
  /** Labels up to 256 are accepted on create, up to 128 are advised. */
  labelLength: 256,
  envLength: 32_768,
  envKeyLength: 256,
  /** onstart and args together. */
  startLength: 4000,
  ports: 64,
  /** Bids in USD per hour for the whole offer. */
  minBidPerHour: 0.001,
  maxBidPerHour: 128,
} as const;

/** Names a part of a request and says what is wrong with it, never showing a value that may be secret. */
export type Report<Field extends string> = (field: Field, message: string) => void;

export function checkImage(image: string, report: Report<'image'>): void {
  if (image.trim() === '' || image.length > CREATE_LIMITS.imageLength) {
    report('image', `The image must have 1 to ${CREATE_LIMITS.imageLength} characters, not ${image.length}.`);
  }
}

export function checkEnvironment(container: ContainerEnvironment, report: Report<'env' | 'ports'>): void {
  for (const key of Object.keys(container.env ?? {})) {
    // A key with a leading dash would be read as a docker flag (vast-api.md 3.4).
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(key) || key.length > CREATE_LIMITS.envKeyLength) {
      report(
        'env',
        `"${key.slice(0, 80)}" is no name for an environment variable: use letters, digits and _.`,
      );
    }
  }
  const envLength = Object.entries(environmentBody(container)).reduce(
    (sum, [key, value]) => sum + key.length + value.length,
    0,
  );
  if (envLength > CREATE_LIMITS.envLength) {
    report(
      'env',
      `Names and values together have ${envLength} characters; the limit is ${CREATE_LIMITS.envLength}.`,
    );
  }
  const ports = container.ports ?? [];
  for (const port of ports) {
    if (parsePort(port) === undefined) report('ports', `"${port}" is no port: write "8001/tcp" or "53/udp".`);
  }
  if (ports.length > CREATE_LIMITS.ports) {
    report('ports', `At most ${CREATE_LIMITS.ports} ports can be open, not ${ports.length}.`);
  }
}

export function checkStart(
  onstart: string | undefined,
  args: readonly string[] | undefined,
  report: Report<'args'>,
): void {
  const startLength = (onstart ?? '').length + (args ?? []).reduce((sum, arg) => sum + arg.length + 1, 0);
  if (startLength > CREATE_LIMITS.startLength) {
    report(
      'args',
      `onstart and args together have ${startLength} characters; the limit is ${CREATE_LIMITS.startLength}.`,
    );
  }
}

/** A hash, not the number of a template: the platform does not take the number here (vast-api.md 3.2). */
export function checkTemplateHash(hashId: string, report: Report<'templateHashId'>): void {
  if (hashId.trim() === '' || /^\d{1,20}$/.test(hashId)) {
    report('templateHashId', `"${hashId}" is no hash of a template: give its hash_id, not its number.`);
  }
}
