import { isUnknown, unknown } from '../../tfplugin';
import { formatPrice } from './attempts';
import { type BidLimits, clampBid, rebidFor } from './bid';
import type { Changes, Context } from './plan';
import type { InstancePlan, InstanceState } from './schema';
import { NOT_OUTBID } from './state';

/** The bid of an interruptible instance, and what being outbid leads to (`on_outbid`). */
export function planBid(context: Context, prior: InstanceState): Changes {
  const { plan, requireReplace } = context;
  if (isUnknown(plan.bid)) return { bid_price_per_hour: unknown(), ...AFTER_BID };
  if ((plan.bid === null) !== (prior.bid === null)) requireReplace(['bid']);
  const limits = plan.bid === null ? null : knownLimits(plan.bid);
  const { bid_price_per_hour: bid, outbid, outbid_price_per_hour } = prior;
  const kept = { bid_price_per_hour: bid, outbid, outbid_price_per_hour };
  if (limits === null || prior.bid === null || bid === null) return kept;
  if (limits === undefined) return { bid_price_per_hour: unknown(), ...AFTER_BID };
  const recorded = keepImported(prior, limits, bid);
  const within = clampBid(limits, bid);
  if (prior.outbid !== true) {
    return within === bid ? { ...kept, ...recorded } : { bid_price_per_hour: within, ...AFTER_BID };
  }
  if (isUnknown(plan.on_outbid)) return { bid_price_per_hour: unknown(), ...AFTER_BID };
  if (plan.on_outbid === 'replace') {
    requireReplace(['outbid']);
    return { bid_price_per_hour: bid, ...NOT_OUTBID };
  }
  const raised = plan.on_outbid === 'rebid' ? rebidFor(limits, bid, outbid_price_per_hour) : undefined;
  if (raised !== undefined) return { bid_price_per_hour: raised, ...AFTER_BID };
  warnOutbid(context, prior, limits);
  return within === bid ? { ...kept, ...recorded } : { bid_price_per_hour: within, ...AFTER_BID };
}

/** Whether a changed bid wins is only known afterwards. */
const AFTER_BID = {
  outbid: unknown(),
  outbid_price_per_hour: unknown(),
  price_per_hour: unknown(),
  public_ip: unknown(),
  port_map: unknown(),
  ssh: unknown(),
  status: unknown(),
};

/** An import knows the bid and not its limits: a bid within the configured ones is no change (plugin-protocol.md 9.2). */
function keepImported(prior: InstanceState, limits: BidLimits, bid: number): Changes {
  const isImported = prior.bid !== null && prior.bid.max_price_per_hour === null;
  return isImported && clampBid(limits, bid) === bid ? { bid: prior.bid as Changes['bid'] & object } : {};
}

function knownLimits(bid: NonNullable<InstancePlan['bid']>): BidLimits | undefined {
  if (isUnknown(bid)) return undefined;
  const { min_price_per_hour: minPerHour, max_price_per_hour: maxPerHour } = bid;
  return isUnknown(minPerHour) || isUnknown(maxPerHour) ? undefined : { minPerHour, maxPerHour };
}

function warnOutbid({ plan, warn }: Context, prior: InstanceState, limits: BidLimits): void {
  const { id, bid_price_per_hour: bid, outbid_price_per_hour: toBeat } = prior;
  const price = (value: number | null): string => (value === null ? 'unknown' : `$${formatPrice(value)}/h`);
  const next =
    plan.on_outbid === 'rebid'
      ? toBeat !== null && toBeat > limits.maxPerHour
        ? `That is above bid.max_price_per_hour (${price(limits.maxPerHour)}): raise it, or use on_outbid = "replace".`
        : 'A higher bid would not help: its GPUs are rented on demand. Wait, or use on_outbid = "replace".'
      : 'It resumes by itself when its bid wins again (on_outbid = "wait"); its disk is paid meanwhile.';
  warn({
    summary: `Instance ${id ?? ''} is outbid`,
    detail: `Instance ${id ?? ''} stands still: it bids ${price(bid)}, and the bid to beat is ${price(toBeat)}. ${next}`,
    path: ['bid'],
  });
}
