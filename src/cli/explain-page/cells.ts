import type { Point } from './projection';

/** Corners of the polygon that stands for a disc. */
const CORNERS = 48;

/** The part of a convex polygon that is nearer to `own` than to `other`. */
function nearerTo(polygon: readonly Point[], own: Point, other: Point): readonly Point[] {
  const across = { x: other.x - own.x, y: other.y - own.y };
  const middle = { x: (other.x + own.x) / 2, y: (other.y + own.y) / 2 };
  /** Below 0 on the own side. */
  const side = ({ x, y }: Point): number => (x - middle.x) * across.x + (y - middle.y) * across.y;
  return polygon.flatMap((corner, index) => {
    const before = polygon.at(index - 1) ?? corner;
    const [from, to] = [side(before), side(corner)];
    const kept = to <= 0 ? [corner] : [];
    if (from <= 0 === to <= 0) return kept;
    const share = from / (from - to);
    const crossing = {
      x: before.x + (corner.x - before.x) * share,
      y: before.y + (corner.y - before.y) * share,
    };
    return [crossing, ...kept];
  });
}

/**
 * A patch of the map for each site: all that is nearer to it than to any other, within `reach`. With one site a region
 * this gives a picture of a continent that needs no outline of any coast or border. Two sites at one place share a patch.
 */
export function cellsOf(sites: readonly Point[], reach: number): readonly (readonly Point[])[] {
  return sites.map((own) => {
    const disc = Array.from({ length: CORNERS }, (_, corner) => {
      const angle = (2 * Math.PI * corner) / CORNERS;
      return { x: own.x + reach * Math.cos(angle), y: own.y + reach * Math.sin(angle) };
    });
    return sites
      .filter((other) => {
        const apart = Math.hypot(other.x - own.x, other.y - own.y);
        return apart > 0 && apart < 2 * reach;
      })
      .reduce<readonly Point[]>((polygon, other) => nearerTo(polygon, own, other), disc);
  });
}

/** How far `site` is from the nearest edge of its patch: the room that a label has. */
export function roomAround(site: Point, cell: readonly Point[]): number {
  return Math.min(
    ...cell.map((to, index) => {
      const from = cell.at(index - 1) ?? to;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length === 0) return Math.hypot(site.x - to.x, site.y - to.y);
      return Math.abs((to.x - from.x) * (from.y - site.y) - (from.x - site.x) * (to.y - from.y)) / length;
    }),
  );
}
