/** What to run on a rented offer. */
export interface CreateInstanceRequest {
  /** Image reference, at most 1024 characters. May be left out when a template names one. */
  readonly image?: string | undefined;
  /** Hash of the template that fills in what is left out here. */
  readonly templateHashId?: string | undefined;
  /** Bid for an interruptible rental, USD per hour for the whole offer without disk; left out: on demand. */
  readonly bidPerHour?: number | undefined;
  /** `-u USER -p TOKEN REGISTRY`: how the host logs in to pull the image. */
  readonly imageLogin?: string | undefined;
  /** Container disk in GB, at least 8. Fixed for the life of the rental. */
  readonly diskGb: number;
  /** At most 256 characters on create; must be unique to this call, it is how a lost answer is found again. */
  readonly label: string;
  /** Variables of the container. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container ports to publish, as `8001/tcp` or `53/udp`. */
  readonly ports?: readonly string[] | undefined;
  /** `args` (default; keeps the image's entrypoint), `ssh`, `ssh_direct`, `jupyter`, `jupyter_direct`. */
  readonly runtype?: string | undefined;
  /** Arguments of the container, for runtype `args`. */
  readonly args?: readonly string[] | undefined;
  /** Start-up script; with runtype `args` it replaces the entrypoint. */
  readonly onstart?: string | undefined;
}

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
} as const;

/** One thing that the platform would refuse, with the field that it concerns. */
export interface RequestProblem {
  readonly field: 'image' | 'diskGb' | 'label' | 'env' | 'ports' | 'args';
  readonly message: string;
}

/** Everything in a request that the platform would refuse, or would silently take for something else. */
export function createRequestProblems(request: CreateInstanceRequest): readonly RequestProblem[] {
  const problems: RequestProblem[] = [];
  const report = (field: RequestProblem['field'], message: string): void => {
    problems.push({ field, message });
  };
  if (request.image.trim() === '' || request.image.length > CREATE_LIMITS.imageLength) {
    report(
      'image',
      `The image must have 1 to ${CREATE_LIMITS.imageLength} characters, not ${request.image.length}.`,
    );
  }
  if (!(request.diskGb >= CREATE_LIMITS.minDiskGb)) {
    report('diskGb', `The disk must have at least ${CREATE_LIMITS.minDiskGb} GB, not ${request.diskGb}.`);
  }
  if (request.label.length > CREATE_LIMITS.labelLength) {
    report(
      'label',
      `The label must have at most ${CREATE_LIMITS.labelLength} characters, not ${request.label.length}.`,
    );
  }
  for (const key of Object.keys(request.env ?? {})) {
    // A key with a leading dash would be read as a docker flag (vast-api.md 3.4).
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(key) || key.length > CREATE_LIMITS.envKeyLength) {
      report(
        'env',
        `"${key.slice(0, 80)}" is no name for an environment variable: use letters, digits and _.`,
      );
    }
  }
  const envLength = Object.entries(environmentBody(request)).reduce(
    (sum, [key, value]) => sum + key.length + value.length,
    0,
  );
  if (envLength > CREATE_LIMITS.envLength) {
    report(
      'env',
      `Names and values together have ${envLength} characters; the limit is ${CREATE_LIMITS.envLength}.`,
    );
  }
  for (const port of request.ports ?? []) {
    if (parsePort(port) === undefined) report('ports', `"${port}" is no port: write "8001/tcp" or "53/udp".`);
  }
  if ((request.ports ?? []).length > CREATE_LIMITS.ports) {
    report('ports', `At most ${CREATE_LIMITS.ports} ports can be open, not ${(request.ports ?? []).length}.`);
  }
  const startLength =
    (request.onstart ?? '').length + (request.args ?? []).reduce((sum, arg) => sum + arg.length + 1, 0);
  if (startLength > CREATE_LIMITS.startLength) {
    report(
      'args',
      `onstart and args together have ${startLength} characters; the limit is ${CREATE_LIMITS.startLength}.`,
    );
  }
  return problems;
}

/** The JSON body of the create call (vast-api.md 3.2). */
export function createBody(request: CreateInstanceRequest): Readonly<Record<string, unknown>> {
  return {
    client_id: 'me',
    image: request.image,
    disk: request.diskGb,
    label: request.label,
    runtype: request.runtype ?? 'args',
    env: environmentBody(request),
    ...(request.args === undefined || request.args.length === 0 ? {} : { args: request.args }),
    ...(request.onstart === undefined ? {} : { onstart: request.onstart }),
    // No bid: on demand. Fail instead of leaving a stopped contract that bills its disk (vast-api.md 7, quirk 5).
    price: null,
    target_state: 'running',
    cancel_unavail: true,
  };
}

function environmentBody(request: CreateInstanceRequest): Record<string, string> {
  const flags = (request.ports ?? []).flatMap((port) => {
    const parsed = parsePort(port);
    if (!parsed) return [];
    const flag = `-p ${parsed.number}:${parsed.number}${parsed.protocol === 'udp' ? '/udp' : ''}`;
    return [[flag, '1'] as const];
  });
  return Object.fromEntries([...Object.entries(request.env ?? {}), ...flags]);
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
