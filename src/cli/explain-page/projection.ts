/** Degrees north and east. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A position on the drawing, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const RADIANS = Math.PI / 180;
const EARTH_RADIUS_KM = 6371.0088;

/** Standard parallels and centre: North America from Hawaii to Newfoundland without much distortion. */
const PARALLELS = [20, 60] as const;
const CENTRE: Place = { latitude: 42, longitude: -101 };

const N = (Math.sin(PARALLELS[0] * RADIANS) + Math.sin(PARALLELS[1] * RADIANS)) / 2;
const C = Math.cos(PARALLELS[0] * RADIANS) ** 2 + 2 * N * Math.sin(PARALLELS[0] * RADIANS);
const radius = (latitude: number): number =>
  Math.sqrt(Math.max(0, C - 2 * N * Math.sin(latitude * RADIANS))) / N;

/** Albers' equal-area conic projection, in kilometres from the centre of the map. */
export function project({ latitude, longitude }: Place): Point {
  const east = ((((longitude - CENTRE.longitude + 180) % 360) + 360) % 360) - 180;
  const angle = N * east * RADIANS;
  const rho = radius(latitude);
  return {
    x: EARTH_RADIUS_KM * rho * Math.sin(angle),
    y: EARTH_RADIUS_KM * (rho * Math.cos(angle) - radius(CENTRE.latitude)),
  };
}

/** The place at a distance (km) and bearing (degrees from north) along the great circle. */
export function destination(from: Place, distanceKm: number, bearing: number): Place {
  const arc = distanceKm / EARTH_RADIUS_KM;
  const latitude = from.latitude * RADIANS;
  const sine =
    Math.sin(latitude) * Math.cos(arc) + Math.cos(latitude) * Math.sin(arc) * Math.cos(bearing * RADIANS);
  const east = Math.atan2(
    Math.sin(bearing * RADIANS) * Math.sin(arc) * Math.cos(latitude),
    Math.cos(arc) - Math.sin(latitude) * sine,
  );
  return {
    latitude: Math.asin(Math.max(-1, Math.min(1, sine))) / RADIANS,
    longitude: from.longitude + east / RADIANS,
  };
}

/** The smallest box around some points. */
export function boundsOf(points: readonly Point[]): {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
} {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
