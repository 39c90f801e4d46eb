import { ApiError } from '../http/api-error';
import type { RentalRequest } from '../world/rent';
import type { Slice } from '../world/model';
import { containerPorts, MAX_PORTS } from '../world/ports';
import { freeDiskGb } from '../world/rent';
import type { World } from '../world/world';

const MIN_DISK_GB = 8;
const MAX_ENV = 32_768;
const MAX_KEY = 256;
const MAX_IMAGE = 1024;
const MAX_LABEL = 256;
const MAX_SCRIPT = 4096;

/** Long forms of `runtype` (vast-api.md 3.3). */
const RUNTYPES: Readonly<Record<string, string>> = {
  ssh: 'ssh_proxy',
  ssh_proxy: 'ssh_proxy',
  ssh_direct: 'ssh_direc ssh_proxy',
  ssh_direc: 'ssh_direc ssh_proxy',
  jupyter: 'jupyter_proxy ssh_proxy',
  jupyter_proxy: 'jupyter_proxy ssh_proxy',
  jupyter_direct: 'jupyter_direc ssh_direc ssh_proxy',
  jupyter_direc: 'jupyter_direc ssh_direc ssh_proxy',
  args: 'args',
};

const LONG_WORDS = new Set([
  'ssh',
  'ssh_direc',
  'ssh_proxy',
  'jupyter',
  'jupyter_direc',
  'jupyter_proxy',
  'args',
]);

/** The 400 of a malformed field, in the words of the server (vast-api.md 3.6). */
export function invalidArgs(askId: number | null, what: string): ApiError {
  return ApiError.of(
    400,
    'invalid_args',
    `error 400/3467: Invalid args: ${what}`,
    askId === null ? {} : { ask_id: askId },
  );
}

type Fields = Readonly<Record<string, unknown>>;

function text(
  fields: Fields,
  name: string,
  askId: number | null,
  max = Number.POSITIVE_INFINITY,
): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw invalidArgs(askId, `${name} should be a string`);
  if (value.length > max) throw invalidArgs(askId, `${name} is longer than ${max} characters`);
  return value;
}

function flag(fields: Fields, name: string, askId: number | null): boolean | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'boolean') throw invalidArgs(askId, `${name} should be a boolean`);
  return value;
}

/** The environment as pairs, in the order sent. Throws ApiError 400 for what does not fit. */
export function readEnv(value: unknown, askId: number | null): readonly (readonly [string, string])[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value !== 'object' || Array.isArray(value)) throw invalidArgs(askId, 'env should be an object');
  const pairs = Object.entries(value as Record<string, unknown>).map(
    ([key, entry]): readonly [string, string] => {
      if (key.length > MAX_KEY) throw invalidArgs(askId, `env key longer than ${MAX_KEY} characters`);
      if (typeof entry !== 'string' && typeof entry !== 'number')
        throw invalidArgs(askId, `env ${key} should be a string`);
      return [key, String(entry)];
    },
  );
  const size = pairs.reduce((sum, [key, entry]) => sum + key.length + entry.length, 0);
  if (size > MAX_ENV) throw ApiError.of(400, 'invalid_args', 'invalid env arguments, total length > 32KB');
  return pairs;
}

/** The long form of a runtype; `hasArgs` decides the default. */
export function readRuntype(value: unknown, hasArgs: boolean, askId: number | null): string {
  if (value === undefined || value === null) return hasArgs ? 'args' : 'ssh_proxy';
  const known = typeof value === 'string' ? RUNTYPES[value] : undefined;
  if (known !== undefined) return known;
  const words = typeof value === 'string' ? value.split(' ').filter(Boolean) : [];
  if (words.length === 0 || words.some((word) => !LONG_WORDS.has(word))) {
    throw invalidArgs(askId, `runtype ${JSON.stringify(value)} is not known`);
  }
  return words.join(' ');
}

/** Arguments of `args` (a list) or `args_str` (one text). */
export function readArgs(fields: Fields, askId: number | null): readonly string[] {
  const list = fields.args;
  if (list !== undefined && list !== null) {
    if (!Array.isArray(list) || list.some((item) => typeof item !== 'string')) {
      throw invalidArgs(askId, 'args should be a list of strings');
    }
    return list as string[];
  }
  return (text(fields, 'args_str', askId) ?? '').split(' ').filter(Boolean);
}

function readDisk(world: World, fields: Fields, slice: Slice, askId: number): number {
  const value = fields.disk ?? MIN_DISK_GB;
  const disk = typeof value === 'string' ? Number(value) : value;
  if (typeof disk !== 'number' || !Number.isFinite(disk) || disk <= 0)
    throw invalidArgs(askId, 'disk should be a number');
  const free = freeDiskGb(slice);
  if (disk > free && world.knobs.oversizeDisk === 'refuse') {
    throw invalidArgs(askId, `disk ${disk} GB is more than the ${free} GB of the offer`);
  }
  return Math.min(Math.max(disk, MIN_DISK_GB), Math.max(free, MIN_DISK_GB));
}

function readBid(fields: Fields): number | null {
  const value = fields.price;
  if (value === undefined || value === null) return null;
  const price = typeof value === 'string' ? Number(value) : value;
  if (typeof price !== 'number' || !Number.isFinite(price) || price < 0.001 || price > 128) {
    throw ApiError.of(400, 'invalid_price', 'Please set a bid price between 0.001 and 128.');
  }
  return price;
}

/** What a template contributes; the request's own fields win (vast-api.md 3.2). */
export interface TemplateBase {
  readonly id: number;
  readonly hashId: string;
  readonly name: string;
  readonly fields: Fields;
}

/** Checks a create body (vast-api.md 3.2) and fills in its defaults. Throws ApiError 400. */
export function readCreateRequest(
  world: World,
  body: Fields,
  slice: Slice,
  askId: number,
  template: TemplateBase | null,
): RentalRequest {
  const own = Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== undefined),
  );
  const fields: Fields = { ...template?.fields, ...own };
  const image = text(fields, 'image', askId, MAX_IMAGE);
  if (image === null || image === '') throw invalidArgs(askId, 'image is required');
  const args = readArgs(fields, askId);
  const onstart = text(fields, 'onstart', askId);
  if (args.join(' ').length + (onstart?.length ?? 0) > MAX_SCRIPT) {
    throw invalidArgs(askId, `onstart, args and args_str together are longer than ${MAX_SCRIPT} characters`);
  }
  const templateEnv = readEnv(template?.fields.env, askId);
  const ownEnv = readEnv(own.env, askId);
  const ownKeys = new Set(ownEnv.map(([key]) => key));
  const env = [...templateEnv.filter(([key]) => !ownKeys.has(key)), ...ownEnv];
  const imageRuntype = readRuntype(fields.runtype, args.length > 0, askId);
  const ports = containerPorts(imageRuntype, env, world.images.get(image)?.expose ?? []);
  if (ports.length > MAX_PORTS)
    throw invalidArgs(askId, `${ports.length} open ports, at most ${MAX_PORTS} are allowed`);
  const target = fields.target_state ?? 'running';
  if (target !== 'running' && target !== 'stopped')
    throw invalidArgs(askId, 'target_state should be running or stopped');
  const bid = readBid(fields);
  return {
    image,
    diskGb: readDisk(world, fields, slice, askId),
    label: text(fields, 'label', askId, MAX_LABEL),
    imageRuntype,
    onstart,
    args,
    env,
    bid,
    targetState: target,
    cancelUnavailable: flag(fields, 'cancel_unavail', askId) ?? (bid === null && target === 'running'),
    templateId: template?.id ?? null,
    templateHash: template?.hashId ?? null,
    templateName: template?.name ?? null,
  };
}
