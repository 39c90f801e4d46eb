import { defaultPreferences, defaultRequirements } from '../../selection';
import { atLeast, attr, between, greaterThan, notEmpty, oneOf, t, wholeNumber } from '../../tfplugin';

/** One pinned candidate. */
export const offerAttributes = {
  id: attr.number({ required: true, description: 'Offer id (`ask_contract_id`).' }),
  machine_id: attr.number({ required: true, description: 'Machine of the offer.' }),
  price_per_hour: attr.number({
    required: true,
    description: 'Price when it was chosen, USD per hour with disk.',
  }),
  region: attr.string({ optional: true, description: 'Region code, such as `US-CA`.' }),
};

/** `requirements`: hard limits in snake_case, without disk and ports, which are arguments of their own. */
export const requirementAttributes = {
  gpu_name: attr.string({
    required: true,
    description: 'GPU model, such as `RTX 3060`.',
    validators: [notEmpty()],
  }),
  fallback_gpu_names: attr.list(t.string, {
    default: [],
    description: 'Models accepted when the first is not to be had, best first.',
  }),
  num_gpus: attr.number({
    default: defaultRequirements.numGpus,
    description: 'GPUs of one offer. Default 1.',
    validators: [wholeNumber(), atLeast(1)],
  }),
  min_gpu_memory_gb: attr.number({
    default: defaultRequirements.minGpuMemoryGb,
    description: 'Memory of one GPU in GB. Default 12.',
    validators: [between(0, 1000)],
  }),
  max_price_per_hour: attr.number({
    required: true,
    description: 'Most that may be paid, USD per hour with disk. Checked before renting and on the instance.',
    validators: [greaterThan(0)],
  }),
  min_reliability: attr.number({
    default: defaultRequirements.minReliability,
    description: 'Least reliability of the host, 0 to 1. Default 0.95.',
    validators: [between(0, 1)],
  }),
  min_download_mbps: attr.number({
    default: defaultRequirements.minDownloadMbps,
    description: 'Least download speed, Mbit/s. Default 100.',
    validators: [atLeast(0)],
  }),
  min_upload_mbps: attr.number({
    default: defaultRequirements.minUploadMbps,
    description: 'Least upload speed, Mbit/s. Default 100.',
    validators: [atLeast(0)],
  }),
  regions: attr.list(t.string, {
    default: defaultRequirements.regions,
    description: 'Regions in order of preference, such as `["US-CA", "US", "CA"]`. Default `["US", "CA"]`.',
  }),
  verified_only: attr.bool({
    default: defaultRequirements.verifiedOnly,
    description: 'Only hosts that the marketplace verified. Default true.',
  }),
  blocked_hosts: attr.list(t.string, {
    default: [],
    description: '`12345` (host or machine), `host:12345` or `machine:12345`.',
  }),
  blocked_regions: attr.list(t.string, { default: [], description: 'Regions never rented in.' }),
  max_latency_ms: attr.number({
    optional: true,
    description: 'Highest latency from the vantage, ms. Default: no limit.',
    validators: [greaterThan(0)],
  }),
};

const weight = (what: string, value: number) =>
  attr.number({
    default: value,
    description: `Weight of ${what}. Default ${value}.`,
    validators: [atLeast(0)],
  });

/** `preferences`: how ranking weighs. */
export const preferenceAttributes = {
  weights: attr.nestedSingle(
    {
      latency: weight('latency', defaultPreferences.weights.latency),
      price: weight('price', defaultPreferences.weights.price),
      gpu_match: weight('the exact GPU model', defaultPreferences.weights.gpuMatch),
      reliability: weight('reliability', defaultPreferences.weights.reliability),
      availability: weight('availability', defaultPreferences.weights.availability),
    },
    { optional: true, description: 'How the score is put together.' },
  ),
  region_policy: attr.string({
    default: defaultPreferences.regionPolicy,
    description: '`staged` (default): an earlier region is exhausted first. `score`: one pool.',
    validators: [oneOf('staged', 'score')],
  }),
  region_bonuses: attr.map(t.number, { default: {}, description: 'Score points by tier or region code.' }),
  modifiers: attr.map(t.number, { default: {}, description: 'Extra score points by name.' }),
  vantage: attr.nestedSingle(
    {
      name: attr.string({ required: true, description: 'Name of the place.' }),
      latitude: attr.number({
        required: true,
        description: 'Degrees north.',
        validators: [between(-90, 90)],
      }),
      longitude: attr.number({
        required: true,
        description: 'Degrees east.',
        validators: [between(-180, 180)],
      }),
    },
    { optional: true, description: 'Where latency is estimated from. Default Silicon Valley.' },
  ),
  reliability_floor: attr.number({
    default: defaultPreferences.reliabilityFloor,
    description: 'Reliability that earns no points. Default 0.',
    validators: [between(0, 1)],
  }),
  on_unprobed: attr.string({
    default: defaultPreferences.onUnprobed,
    description: 'What `max_latency_ms` does with an offer that was not measured. Default `estimate`.',
    validators: [oneOf('estimate', 'reject', 'accept')],
  }),
};

/** `bid`: limits of an interruptible rental. */
export const bidAttributes = {
  min_price_per_hour: attr.number({
    optional: true,
    description:
      'Never bid less, USD per hour for the GPUs without disk: a higher bid is interrupted less often. Default: the lowest ' +
      'bid that wins.',
    validators: [between(0.001, 128)],
  }),
  max_price_per_hour: attr.number({
    required: true,
    description:
      'Never bid more, USD per hour for the GPUs without disk. `max_price_per_hour` of the requirements, which includes the ' +
      'disk, holds as well.',
    validators: [between(0.001, 128)],
  }),
};
