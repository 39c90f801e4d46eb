import { isDeepStrictEqual } from 'node:util';

import { buildOfferQuery, KNOWN_GPU_NAMES, normalizeGpuName, printable, select } from '../../src/selection';
import type { Requirements } from '../../src/selection';
import type { Instance } from '../../src/vast';
import { readAnswer } from '../../src/vast/classify';
import { createTransport } from '../../src/vast/transport';
import { compareFields } from './fields';
import { INSTANCE_FIELDS, OFFER_FIELDS, USER_FIELDS } from './known-fields';
import { LiveFailure } from './failure';
import type { LiveTools } from './world';

/** An instance that cannot be ours: what the platform says of one that does not exist. */
const NOBODYS_INSTANCE = 1;

const list = (body: unknown, member: string): readonly unknown[] => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, member) : undefined;
  return Array.isArray(value) ? value : [];
};

/**
 * Everything that costs nothing. Sends reads and searches only.
 * @throws what the client throws, or LiveFailure for an answer that we cannot work with
 */
export async function freeChecks(tools: LiveTools): Promise<void> {
  await account(tools);
  await gpuNames(tools);
  await offers(tools);
  await instances(tools);
}

async function account({ vast, recorder, signal, say, finding }: LiveTools): Promise<void> {
  const user = await vast.currentUser(signal);
  say(`account: credit ${user.creditUsd === null ? 'not told' : `$${user.creditUsd.toFixed(2)}`}`);
  if (user.id === null) finding('account: no id');
  if (user.creditUsd === null) finding('account: no credit, which low credit is told by');
  const bodies = recorder.of(/^GET \/api\/v0\/users\/current\/$/).map(({ body }) => body);
  compareFields(bodies, USER_FIELDS, 'account').forEach(finding);
}

/** Needs no key, so none is sent. */
async function gpuNames({ settings, signal, say, finding }: LiveTools): Promise<void> {
  const send = createTransport({
    apiUrl: settings.apiUrl,
    apiKey: undefined,
    userAgent: 'cdktf-vast-gpu',
    attemptTimeoutMs: 30_000,
    maxBodyBytes: 1024 * 1024,
  });
  const request = { method: 'GET', path: '/api/v0/gpu_names/unique/' } as const;
  const answer = await send(request, signal);
  const body = readAnswer(answer, { endpoint: `${request.method} ${request.path}`, write: false });
  const names = list(body, 'gpu_names').filter((name): name is string => typeof name === 'string');
  say(`GPU names: ${names.length}`);
  if (names.length === 0) finding('GPU names: none, or not under gpu_names');
  const known = new Set(KNOWN_GPU_NAMES);
  const strange = names.filter((name) => !known.has(normalizeGpuName(name)));
  if (strange.length > 0) {
    finding(`GPU names: not in our table: ${strange.map((name) => printable(name, 40)).join(', ')}`);
  }
}

async function offers({ settings, vast, recorder, now, signal, say, finding }: LiveTools): Promise<void> {
  const requirements: Requirements = { ...settings.requirements, diskGb: 8, portCount: 1 };
  const query = buildOfferQuery(requirements);
  const rows = await vast.searchOffers(query, signal);
  const { record } = select({
    offers: rows,
    requirements,
    preferences: settings.preferences,
    takenAt: now().toISOString(),
    query,
    truncated: false,
  });
  say(`offers: ${rows.length} for the settings, of which ${record.counts.candidates} match`);
  if (rows.length === 0)
    finding('offers: none for these settings, so nothing about their fields was checked');
  compareFields(rows, OFFER_FIELDS, 'offer').forEach(finding);
  ignoredFilters(rows, requirements).forEach(finding);
  if (recorder.of(/^POST \/api\/v0\/bundles\/$/).length === 0)
    throw new LiveFailure('no search was recorded');
}

/** Rows that the filters of our query should have kept away. */
function ignoredFilters(rows: readonly unknown[], requirements: Requirements): readonly string[] {
  const field = (row: unknown, name: string): unknown =>
    typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
  const gpus = [requirements.gpuName, ...requirements.fallbackGpuNames];
  const rules: readonly (readonly [filter: string, broken: (row: unknown) => boolean])[] = [
    ['gpu_name', (row) => !gpus.includes(String(field(row, 'gpu_name')))],
    ['num_gpus', (row) => field(row, 'num_gpus') !== requirements.numGpus],
    ['dph_total', (row) => Number(field(row, 'dph_total')) > requirements.maxPricePerHour],
    ['reliability', (row) => Number(field(row, 'reliability')) < requirements.minReliability],
    ['inet_down', (row) => Number(field(row, 'inet_down')) < requirements.minDownloadMbps],
    ['inet_up', (row) => Number(field(row, 'inet_up')) < requirements.minUploadMbps],
    ['verified', (row) => requirements.verifiedOnly && field(row, 'verification') !== 'verified'],
    ['rentable', (row) => field(row, 'rentable') !== true],
    ['rented', (row) => field(row, 'rented') === true],
  ];
  return rules.flatMap(([filter, broken]) => {
    const count = rows.filter(broken).length;
    return count === 0
      ? []
      : [`offers: the filter on '${filter}' let ${count} of ${rows.length} rows through`];
  });
}

async function instances({ vast, recorder, signal, say, finding }: LiveTools): Promise<void> {
  const listed = await vast.listInstances(undefined, signal);
  const pages = recorder.of(/^GET \/api\/v1\/instances\/$/);
  const rows = pages.flatMap(({ body }) => list(body, 'instances'));
  say(`instances: ${listed.length} on ${pages.length === 1 ? '1 page' : `${pages.length} pages`}`);
  if (listed.length === 0) finding('instances: none, so nothing about their fields was checked');
  compareFields(rows, INSTANCE_FIELDS, 'instance').forEach(finding);

  const [first] = listed;
  if (first !== undefined) {
    const single = await vast.readInstance(first.id, signal);
    if (single === null)
      throw new LiveFailure(`instance ${first.id} is in the list, but its own read says that there is none`);
    const differing = keysThatDiffer(first, single);
    if (differing.length > 0) finding(`instance: list and single read differ in ${differing.join(', ')}`);
  }
  const nobodys = await vast.readInstance(NOBODYS_INSTANCE, signal);
  const [answer] = recorder.of(new RegExp(`^GET /api/v0/instances/${NOBODYS_INSTANCE}/$`));
  if (nobodys !== null)
    throw new LiveFailure(`instance ${NOBODYS_INSTANCE}, which is not ours, was read as an instance`);
  const form = JSON.stringify(answer?.body ?? null).slice(0, 80);
  say(`an instance that does not exist: ${printable(form, 80)}`);
  if (form !== '{"instances":null}')
    finding(`a missing instance is not told by {"instances":null} but by ${printable(form, 80)}`);
}

function keysThatDiffer(one: Instance, other: Instance): readonly string[] {
  return (Object.keys(one) as (keyof Instance)[]).filter((key) => !isDeepStrictEqual(one[key], other[key]));
}
