import { z } from 'zod';

import {
  COUNTRIES,
  MODIFIERS,
  REGIONS,
  TIER_BONUSES,
  nearest,
  parseRegionList,
  regionByCode,
  vantageOfRegion,
} from '../selection';

const ids = 'A number; find it in `vast-gpu explain` or on the marketplace.';

const until = z
  .string()
  .superRefine((text, context) => {
    if (untilTime(text) === undefined) {
      context.addIssue({
        code: 'custom',
        message: "must be a date such as '2026-12-31', or a time such as '2026-12-31T18:00:00Z'",
      });
    }
  })
  .meta({
    description: 'Last day (UTC), or moment, that the entry holds. Afterwards it is ignored, with a warning.',
    examples: ['2026-12-31', '2026-12-31T18:00:00Z'],
  });

/** The end of an entry in ms since 1970: of the whole day when only a date is given. */
export function untilTime(text: string): number | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (!isDate && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    return undefined;
  const time = Date.parse(text);
  // `2026-02-30` would silently become the 2nd of March.
  if (Number.isNaN(time) || (isDate && new Date(time).toISOString().slice(0, 10) !== text)) return undefined;
  return isDate ? time + 86_400_000 : time;
}

/** A list of ids, or of ids with an end and a reason. */
function blockList(id: z.ZodType<string | number, string | number>, shape: string) {
  const detailed = z.strictObject({
    id,
    until: until.optional(),
    reason: z.string().optional().meta({ description: 'Why, for the next reader.' }),
  });
  const entry = z.union([id, detailed], { error: `must be ${shape}, or { id, until, reason }` });
  return z.array(entry).nullish();
}

function idSchema(pattern: RegExp, shape: string) {
  return z
    .union([z.int().positive(), z.string().regex(pattern, `must be ${shape}`)], { error: `must be ${shape}` })
    .meta({ description: ids });
}

const regionCode = z.string().superRefine((text, context) => {
  const { problems } = parseRegionList([text]);
  for (const problem of text.trim() === '*' ? ["'*' would block every offer"] : problems) {
    context.addIssue({ code: 'custom', message: problem });
  }
});

const positive = z.number().positive();
const weight = z.number().min(0).optional();

const latencyCheck = z.strictObject({
  enabled: z.boolean().optional().meta({
    default: false,
    description:
      'Measure latency by TCP connections to machines that you have not rented, and reject those too far away.',
  }),
  max_acceptable_ms: positive.optional().meta({ default: 50, description: 'Limit in ms.' }),
  timeout_seconds: positive
    .max(60)
    .optional()
    .meta({ default: 5, description: 'Seconds per connection attempt.' }),
  on_unprobed: z.enum(['estimate', 'reject', 'accept']).optional().meta({
    default: 'estimate',
    description:
      'What the limit does with machines that could not be measured: judge the estimate, reject, or accept.',
  }),
});

const blacklist = z.strictObject({
  blocked_hosts: blockList(
    idSchema(
      /^\s*(?:(?:host|machine):)?[1-9]\d{0,14}\s*$/i,
      "a host id such as 12345, 'host:12345' or 'machine:12345'",
    ),
    'a host id',
  ).meta({ description: 'Never rent from these. A bare number matches a host or a machine.' }),
  blocked_machines: blockList(
    idSchema(/^\s*[1-9]\d{0,14}\s*$/, 'a machine id such as 12345'),
    'a machine id',
  ).meta({
    description: 'Never rent these machines.',
  }),
  blocked_regions: blockList(regionCode, 'a region such as US-FL or RU').meta({
    description: 'Never rent in these regions: US-FL, RU, EU.',
  }),
});

const weights = z
  .strictObject({
    latency: weight.meta({ default: 0.35 }),
    price: weight.meta({ default: 0.25 }),
    gpu_match: weight.meta({ default: 0.2 }),
    reliability: weight.meta({ default: 0.15 }),
    availability: weight.meta({ default: 0.05 }),
  })
  .superRefine((given, context) => {
    const values = Object.values(given);
    if (values.length === 5 && values.every((value) => value === 0)) {
      context.addIssue({ code: 'custom', message: 'must not all be 0' });
    }
  })
  .meta({
    description: 'What each component is worth. A missing one keeps its default; the sum is scaled to 1.',
  });

const bonusKeys = [...Object.keys(TIER_BONUSES), ...REGIONS.map(({ code }) => code)];

const bonusKey = z
  .string()
  .superRefine((key, context) => {
    if (Object.hasOwn(TIER_BONUSES, key) || regionByCode(key) !== undefined || COUNTRIES.has(key)) return;
    const near = nearest(key, bonusKeys)[0];
    const hint = near === undefined ? '' : `; did you mean '${near}'?`;
    context.addIssue({ code: 'custom', message: `is no tier, region or country${hint}` });
  })
  .meta({ anyOf: [{ enum: bonusKeys }, { pattern: '^[A-Z]{2}$' }] });

const regionBonuses = z.record(bonusKey, z.number()).meta({
  description: 'Score points by tier (us-west) or region code (US-TX, DE); the code beats the tier.',
});

const modifiers = z
  .strictObject(
    Object.fromEntries(
      Object.keys(MODIFIERS).map((name) => [name, z.number().optional().meta({ default: 0 })]),
    ),
  )
  .meta({ description: 'Extra score points; all 0 unless set.' });

const vantageName = z.string().superRefine((text, context) => {
  if (vantageOfRegion(text) === undefined) {
    context.addIssue({
      code: 'custom',
      message: 'must be a region code such as US-NY, or { name, latitude, longitude }',
    });
  }
});

const local = z.boolean().optional().meta({
  default: false,
  description:
    'True when this is also where the command runs, so that measured and estimated latency mean the same.',
});

const vantage = z
  .union(
    [
      vantageName,
      z.strictObject({ region: vantageName, local }),
      z.strictObject({
        name: z.string().min(1).max(60),
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        local,
      }),
    ],
    {
      error:
        'must be a region code such as US-NY, { region, local }, or { name, latitude, longitude, local }',
    },
  )
  .meta({ description: 'Where your users are: latency is estimated from there. Default Silicon Valley.' });

const selection = z.strictObject({
  weights: weights.nullish(),
  region_bonuses: regionBonuses.nullish(),
  modifiers: modifiers.nullish(),
  fallback_gpu_types: z.array(z.string().min(1)).nullish().meta({
    description: 'GPUs accepted when the primary is not to be had, best first. VAST_GPU_FALLBACK_TYPES wins.',
  }),
  region_policy: z.enum(['staged', 'score']).optional().meta({
    default: 'staged',
    description: 'staged: an earlier region is exhausted before a later one counts. score: all compete.',
  }),
  reliability_floor: z.number().min(0).lt(1).optional().meta({
    default: 0,
    description: 'Reliability that earns nothing; the range above it is stretched.',
  }),
  vantage: vantage.optional(),
});

/** `vast-provider-config.yaml`. A section that is there but empty counts as absent. (issue 4, item 2) */
export const providerConfigSchema = z
  .strictObject({
    latency_check: latencyCheck.nullish(),
    blacklist: blacklist.nullish(),
    selection: selection.nullish(),
  })
  .meta({
    title: 'vast-provider-config.yaml',
    description: 'How vast-gpu chooses among offers, beyond config.env.',
  });

/** What the file was read to. */
export type ProviderConfig = z.infer<typeof providerConfigSchema>;
