import { formatLatency, formatPlace, formatPrice, TIER_LABELS, type RankedOffer } from '../../selection';
import type { Contribution } from '../comparison';
import { percent, points } from '../format';

/** What an offer is like in the respect that one part of its score is about: `$0.23/hr`, `~12ms (estimated)`. */
export function factOf(key: Contribution['key'], offer: RankedOffer): string {
  switch (key) {
    case 'latency':
      return formatLatency(offer.latency.ms, offer.latency.source);
    case 'price':
      return `${formatPrice(offer.pricePerHour)}/hr`;
    case 'gpuMatch':
      return offer.gpu;
    case 'reliability':
      return percent(offer.reliability);
    case 'availability':
      return offer.durationSeconds === null ? 'no end stated' : `${days(offer.durationSeconds)} left`;
    case 'region':
      return `${offer.region.code}, ${TIER_LABELS[offer.region.tier]}`;
    case 'modifiers':
      return modifiersOf(offer);
  }
}

function days(seconds: number): string {
  const whole = Math.floor(seconds / 86_400);
  return whole === 1 ? '1 day' : `${whole} days`;
}

function modifiersOf({ bonus }: RankedOffer): string {
  const names = Object.entries(bonus.modifiers).map(([name, value]) => `${name} ${points(value)}`);
  return names.length === 0 ? 'none' : names.join(', ');
}

/** The offer in a few words: `offer 12345 in US-CA, California`. */
export function nameOf(offer: RankedOffer): string {
  return `offer ${offer.offerId} in ${formatPlace(offer.region)}`;
}
