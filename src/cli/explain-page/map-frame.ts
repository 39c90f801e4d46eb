import { boundsOf, project, type Place, type Point } from './projection';

/** Width of the drawing; its height follows from what it has to show. */
export const MAP_WIDTH = 1000;
const LEAST_HEIGHT = 540;
const MOST_HEIGHT = 760;

/** How far a region's patch reaches from its point, km. */
export const PATCH_REACH_KM = 430;

/** What is always in view: the corners of the contiguous states and the edge of Canada. */
const ALWAYS: readonly Place[] = [
  { latitude: 48, longitude: -124 },
  { latitude: 50, longitude: -97 },
  { latitude: 46.5, longitude: -68 },
  { latitude: 25.5, longitude: -80.5 },
  { latitude: 26, longitude: -98 },
  { latitude: 33, longitude: -118 },
];

/** Where and how large places are drawn. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Pixels a kilometre. */
  readonly scale: number;
  toDrawing(place: Place): Point;
  /** Whether a position lies on the drawing, at least `margin` from its edge. */
  contains(point: Point, margin?: number): boolean;
}

/** The frame that shows the contiguous states and everything in `places` as large as may be. */
export function frameAround(places: readonly Place[]): Frame {
  const bounds = boundsOf([...ALWAYS, ...places].map(project));
  const [west, north] = [bounds.left - PATCH_REACH_KM, bounds.top - PATCH_REACH_KM];
  const [wide, high] = [bounds.right + PATCH_REACH_KM - west, bounds.bottom + PATCH_REACH_KM - north];
  const height = Math.round(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, (high / wide) * MAP_WIDTH)));
  const scale = Math.min(MAP_WIDTH / wide, height / high);
  const [left, top] = [(MAP_WIDTH - wide * scale) / 2, (height - high * scale) / 2];
  return {
    width: MAP_WIDTH,
    height,
    scale,
    toDrawing: (place) => {
      const { x, y } = project(place);
      return { x: left + (x - west) * scale, y: top + (y - north) * scale };
    },
    contains: ({ x, y }, margin = 0) =>
      x >= margin && x <= MAP_WIDTH - margin && y >= margin && y <= height - margin,
  };
}
