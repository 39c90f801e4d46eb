import { regionByCode } from './regions';
import type { Vantage } from './types';

/** Where latency is estimated from unless told otherwise: the place that the seed's bands hold for. (selection.md 1.5) */
export const SILICON_VALLEY: Vantage = { name: 'Silicon Valley', latitude: 37.4, longitude: -122.1 };

/** The vantage that a region code stands for (that region's point), or `undefined` for a code without one. */
export function vantageOfRegion(code: string): Vantage | undefined {
  const entry = regionByCode(code.trim().toUpperCase());
  return entry && { name: entry.name, ...entry.point };
}

const EARTH_RADIUS_KM = 6371.0088;

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Great circle between two points in km (haversine). (selection.md 5.6) */
export function distanceKm(
  from: { readonly latitude: number; readonly longitude: number },
  to: { readonly latitude: number; readonly longitude: number },
): number {
  const latitudes = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const longitudes = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord = latitudes + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitudes;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
