import type { SettledRequest } from '../market';
import { LOG_PREFIX, formatPrice, renderSelectionLog } from '../selection';

/** The `[VAST-NA]` lines that tell what became of a request. */
export function reportOf(settled: SettledRequest): readonly string[] {
  switch (settled.kind) {
    case 'chosen':
      return [`${LOG_PREFIX} Choosing for ${settled.path}`, ...renderSelectionLog(settled.entry.record)];
    case 'locked': {
      const { offer, candidates, resolvedAt, bound } = settled.entry;
      const place = candidates.find(({ offerId }) => offerId === offer.id);
      const where = place === undefined ? '' : ` (${place.region}, ${place.gpuName})`;
      const since = bound ? 'rented' : `chosen ${resolvedAt}`;
      return [
        `${LOG_PREFIX} Locked for ${settled.path}: Instance ${offer.id}${where} at ${formatPrice(offer.pricePerHour)}/hr, ${since}`,
      ];
    }
    case 'open':
      return [];
  }
}
