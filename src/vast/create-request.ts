import { environmentBody, environmentSecrets } from './environment';
import {
  checkEnvironment,
  checkImage,
  checkStart,
  checkTemplateHash,
  CREATE_LIMITS,
  type Report,
} from './launch-checks';

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

/** One thing that the platform would refuse, with the field that it concerns. */
export interface RequestProblem {
  readonly field:
    'image' | 'templateHashId' | 'bidPerHour' | 'imageLogin' | 'diskGb' | 'label' | 'env' | 'ports' | 'args';
  readonly message: string;
}

/**
 * Everything in a request that the platform would refuse, or would silently take for something else.
 * No message shows the registry login or the value of a variable.
 */
export function createRequestProblems(request: CreateInstanceRequest): readonly RequestProblem[] {
  const problems: RequestProblem[] = [];
  const report: Report<RequestProblem['field']> = (field, message) => {
    problems.push({ field, message });
  };
  const { image, templateHashId, bidPerHour, imageLogin } = request;
  if (image !== undefined) checkImage(image, report);
  else if (templateHashId === undefined) {
    report('image', 'There is nothing to run: name an image, or a template that has one.');
  }
  if (templateHashId !== undefined) checkTemplateHash(templateHashId, report);
  const { minBidPerHour, maxBidPerHour, minDiskGb, labelLength } = CREATE_LIMITS;
  if (bidPerHour !== undefined && !(bidPerHour >= minBidPerHour && bidPerHour <= maxBidPerHour)) {
    report(
      'bidPerHour',
      `A bid must be ${minBidPerHour} to ${maxBidPerHour} USD per hour, not ${bidPerHour}.`,
    );
  }
  if (imageLogin !== undefined && parseImageLogin(imageLogin) === undefined) {
    report(
      'imageLogin',
      'The registry login is not of the form "-u USER -p TOKEN REGISTRY" with parts without blanks and quotes.',
    );
  }
  if (!(request.diskGb >= minDiskGb)) {
    report('diskGb', `The disk must have at least ${minDiskGb} GB, not ${request.diskGb}.`);
  }
  if (request.label.length > labelLength) {
    report('label', `The label must have at most ${labelLength} characters, not ${request.label.length}.`);
  }
  checkEnvironment(request, report);
  checkStart(request.onstart, request.args, report);
  return problems;
}

/** The token of `-u USER -p TOKEN REGISTRY`; undefined when the text is no such login (vast-api.md 3.2). */
export function parseImageLogin(text: string): { readonly token: string } | undefined {
  const match = /^-u [^\s"']+ -p ([^\s"']+) [^\s"'-][^\s"']*$/.exec(text);
  return match?.[1] === undefined ? undefined : { token: match[1] };
}

/** The JSON body of the create call (vast-api.md 3.2). */
export function createBody(request: CreateInstanceRequest): Readonly<Record<string, unknown>> {
  const { image, templateHashId, runtype, args, onstart, imageLogin } = request;
  return {
    client_id: 'me',
    ...(image === undefined ? {} : { image }),
    ...(templateHashId === undefined ? {} : { template_hash_id: templateHashId }),
    disk: request.diskGb,
    label: request.label,
    // What the request says wins over the template, so nothing is said that was not asked for.
    ...(runtype === undefined && templateHashId !== undefined ? {} : { runtype: runtype ?? 'args' }),
    env: environmentBody(request),
    ...(args === undefined || args.length === 0 ? {} : { args }),
    ...(onstart === undefined ? {} : { onstart }),
    ...(imageLogin === undefined ? {} : { image_login: imageLogin }),
    // No bid: on demand. Fail instead of leaving a stopped contract that bills its disk (vast-api.md 7, quirk 5).
    price: request.bidPerHour ?? null,
    target_state: 'running',
    cancel_unavail: true,
  };
}

/** What must not be seen in an error, should the platform repeat what it was sent. */
export function createSecrets({ imageLogin, env }: CreateInstanceRequest): readonly string[] {
  const token = imageLogin === undefined ? undefined : parseImageLogin(imageLogin)?.token;
  return [imageLogin, token].filter((text) => text !== undefined).concat(environmentSecrets(env));
}
