import type { Point } from './projection';

/** An area of the drawing that is in use. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a label may stand. */
export interface Spot extends Box {
  /** Which end of the text is at the marker. */
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A label that wants to stand beside a marker. */
export interface LabelRequest {
  readonly at: Point;
  /** Radius of the marker. */
  readonly radius: number;
  /** Size of the text on the drawing. */
  readonly width: number;
  readonly height: number;
}

const GAP = 4;

/** The box of a marker. */
export function boxAround({ x, y }: Point, radius: number): Box {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

/** Whether two boxes share any area. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Places around a marker that a label may take, best first: beside it, above and below, then the corners. */
function choices({ at, radius, width, height }: LabelRequest): readonly Spot[] {
  const box = (anchor: Spot['anchor'], left: number, top: number): Spot => ({
    anchor,
    left,
    top,
    right: left + width,
    bottom: top + height,
  });
  const [right, left] = [at.x + radius + GAP, at.x - radius - GAP - width];
  const [middle, above, below] = [at.y - height / 2, at.y - radius - GAP - height, at.y + radius + GAP];
  const corner = radius * 0.7 + GAP;
  return [
    box('start', right, middle),
    box('end', left, middle),
    box('middle', at.x - width / 2, above),
    box('middle', at.x - width / 2, below),
    box('start', at.x + corner, at.y - corner - height),
    box('start', at.x + corner, at.y + corner),
    box('end', at.x - corner - width, at.y - corner - height),
    box('end', at.x - corner - width, at.y + corner),
  ];
}

/**
 * Places labels one after the other, each in the first spot that lies in the frame and covers neither `occupied` nor an
 * earlier label; `null` where there is none. The order of the requests is their importance.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  occupied: readonly Box[],
  frame: Box,
): readonly (Spot | null)[] {
  const taken = [...occupied];
  return requests.map((request) => {
    const spot = choices(request).find(
      (box) =>
        box.left >= frame.left &&
        box.right <= frame.right &&
        box.top >= frame.top &&
        box.bottom <= frame.bottom &&
        !taken.some((other) => overlaps(box, other)),
    );
    if (spot !== undefined) taken.push(spot);
    return spot ?? null;
  });
}
