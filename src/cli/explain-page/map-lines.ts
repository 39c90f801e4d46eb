import { overlaps, type Box } from './labels';
import type { Frame } from './map-frame';
import { coordinate, html, type Markup } from './markup';
import { destination, type Place } from './projection';

/** Round trips that a line is drawn for, ms. */
const RINGS_MS = [20, 30, 40, 50, 60, 80, 100];
/** Where a line's label is tried, degrees from north: east of the vantage first, that is where the land is. */
const BEARINGS = [
  75, 65, 85, 55, 95, 45, 105, 35, 120, 25, 140, 15, 160, 0, 180, 340, 200, 320, 220, 300, 240, 280, 260,
];

const steps = (from: number, to: number, by: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);

/** A path through places, broken where it is far off the drawing. */
function pathThrough(frame: Frame, places: readonly Place[]): string {
  let pen = 'M';
  const parts: string[] = [];
  for (const place of places) {
    const point = frame.toDrawing(place);
    const near = frame.contains(point, -200);
    if (near) parts.push(`${pen}${coordinate(point.x)} ${coordinate(point.y)}`);
    pen = near ? 'L' : 'M';
  }
  return parts.join('');
}

/** Meridians and parallels, every ten degrees. */
export function graticule(frame: Frame): Markup {
  const meridians = steps(-190, -30, 10).map((longitude) =>
    pathThrough(
      frame,
      steps(5, 80, 2.5).map((latitude) => ({ latitude, longitude })),
    ),
  );
  const parallels = steps(10, 80, 10).map((latitude) =>
    pathThrough(
      frame,
      steps(-200, -20, 2).map((longitude) => ({ latitude, longitude })),
    ),
  );
  return html`<path class="graticule" d="${[...meridians, ...parallels].join('')}" />`;
}

/** Lines of equal estimated latency and their labels. */
export interface Rings {
  readonly paths: readonly Markup[];
  readonly labels: readonly Markup[];
}

/**
 * Lines around the vantage on which the estimate, which grows with distance alone, is the same. (selection.md 5.6)
 * @param factor what estimates were multiplied by because some addresses were measured
 * @param occupied boxes that no label may cover
 */
export function rings(frame: Frame, vantage: Place, factor: number, occupied: readonly Box[]): Rings {
  const found = RINGS_MS.flatMap((ms) => {
    const km = (ms / factor - 9) / 0.0085;
    if (km <= 0) return [];
    const path = pathThrough(
      frame,
      steps(0, 360, 3).map((bearing) => destination(vantage, km, bearing)),
    );
    const label = BEARINGS.map((bearing) => frame.toDrawing(destination(vantage, km, bearing)))
      .filter((at) => frame.contains(at, 30))
      .map(({ x, y }) => ({ left: x - 24, top: y - 9, right: x + 24, bottom: y + 9 }))
      .find((box) => !occupied.some((other) => overlaps(box, other)));
    return path === '' ? [] : [{ ms, path, label }];
  });
  return {
    paths: found.map(({ path }) => html`<path class="ring" d="${path}" />`),
    labels: found.flatMap(({ ms, label }) =>
      label === undefined
        ? []
        : [
            html`<text class="ring-label" x="${coordinate(label.left + 24)}" y="${coordinate(label.top + 9)}"
              >~${ms}ms</text
            >`,
          ],
    ),
  };
}
