import { distanceKm, type SelectionRecord } from '../../selection';
import { points } from '../format';
import { roomAround } from './cells';
import { boxAround, overlaps, placeLabels, type Box } from './labels';
import { frameAround, type Frame } from './map-frame';
import { graticule, rings } from './map-lines';
import {
  bonusOf,
  clustersOf,
  describeRegion,
  INSET_REGION,
  sitesOf,
  type Cluster,
  type Site,
} from './map-sites';
import { coordinate, html, type Markup } from './markup';
import type { Place, Point } from './projection';

/** Patches with less room than this around their point show no code; pixels. */
const ROOM_FOR_CODE = 9;
const LABEL_HEIGHT = 16;
const LABEL_WIDTH_PER_CHARACTER = 7.6;
const VANTAGE_RADIUS = 8;
const INSET = { width: 148, height: 132 };
/** Middle of the contiguous states. A vantage further from it than `FAR_KM` would shrink the rest to nothing. */
const MIDDLE: Place = { latitude: 39, longitude: -98 };
const FAR_KM = 3200;

/** A cluster with its place on the drawing. */
interface Marker {
  readonly cluster: Cluster;
  readonly at: Point;
  readonly radius: number;
}

/** Texts on the drawing and the boxes they take. */
interface Lettering {
  readonly texts: readonly Markup[];
  readonly boxes: readonly Box[];
}

/** The radius grows with the number of offers, slowly. */
const radiusOf = ({ offers }: Cluster): number => 10 + Math.min(10, 2.4 * Math.sqrt(offers.length - 1));

/** How far the best offer's halo reaches beyond its circle. */
const HALO = 5;
/** The radius that a marker takes with its outline and halo. */
const reachOf = ({ cluster, radius }: Marker): number =>
  radius + 1 + (cluster.offers[0].rank === 1 ? HALO : 0);

const xy = ({ x, y }: Point): Markup => html`x="${coordinate(x)}" y="${coordinate(y)}"`;
const cxy = ({ x, y }: Point): Markup => html`cx="${coordinate(x)}" cy="${coordinate(y)}"`;
const corners = (all: readonly Point[]): string =>
  all.map(({ x, y }) => `${coordinate(x)},${coordinate(y)}`).join(' ');

function patches(sites: readonly Site[], record: SelectionRecord): readonly Markup[] {
  const bonuses = sites.map(({ region }) => bonusOf(region, record));
  const [least, most] = [Math.min(...bonuses), Math.max(...bonuses)];
  return sites.map(({ region, cell }, index) => {
    const bonus = bonuses[index] ?? 0;
    const strength = most > least ? (bonus - least) / (most - least) : 0.5;
    return html`<polygon
      class="patch"
      points="${corners(cell)}"
      fill-opacity="${coordinate(0.1 + 0.38 * strength)}"
      ><title>${describeRegion(region)}, bonus ${points(bonus)}</title></polygon
    >`;
  });
}

/** Codes of the regions, where there is room for them and nothing else; a dot elsewhere. */
function codes(sites: readonly Site[], occupied: readonly Box[]): Lettering {
  const free = (box: Box): boolean => !occupied.some((other) => overlaps(other, box));
  const dots = sites.filter(({ at }) => free(boxAround(at, 2)));
  const named = dots.filter(
    ({ at, cell }) => roomAround(at, cell) >= ROOM_FOR_CODE && free(boxAround(at, 8)),
  );
  return {
    texts: dots.map((site) => {
      const { region, at } = site;
      if (!named.includes(site)) return html`<circle class="dot" ${cxy(at)} r="2" />`;
      return html`<text class="code" ${xy(at)}>${region.code.split('-')[1] ?? region.code}</text>`;
    }),
    boxes: named.map(({ at }) => boxAround(at, 8)),
  };
}

function renderMarker({ cluster, at, radius }: Marker): Markup {
  const { rank } = cluster.offers[0];
  const halo = rank === 1 ? html`<circle class="halo" ${cxy(at)} r="${coordinate(radius + HALO)}" />` : null;
  const kind = rank === 1 ? 'marker best' : cluster.vague ? 'marker vague' : 'marker';
  return html`<g class="${kind}"
    ><title>${describeCluster(cluster)}</title>${halo}<circle ${cxy(at)} r="${coordinate(radius)}" /><text
      ${xy(at)}
      >${rank}</text
    ></g
  >`;
}

const labelOf = ({ code, offers, vague }: Cluster): string =>
  `${code}${vague ? ' (state?)' : ''}${offers.length > 1 ? ` ×${offers.length}` : ''}`;

function describeCluster({ name, offers }: Cluster): string {
  return `${name}: ${offers.length === 1 ? '1 offer' : `${offers.length} offers`}, best rank ${offers[0].rank}`;
}

function vantageMark(at: Point, name: string): Markup {
  const r = VANTAGE_RADIUS;
  const diamond = [
    { x: at.x, y: at.y - r },
    { x: at.x + r, y: at.y },
    { x: at.x, y: at.y + r },
    { x: at.x - r, y: at.y },
  ];
  return html`<polygon class="vantage" points="${corners(diamond)}"
    ><title>Vantage: ${name}</title></polygon
  >`;
}

function insetBox(frame: Frame): Box {
  const bottom = frame.height - 14;
  return { left: 14, top: bottom - INSET.height, right: 14 + INSET.width, bottom };
}

function renderInset({ left, top }: Box): Markup {
  return html`<rect
      class="inset"
      x="${left}"
      y="${top}"
      width="${INSET.width}"
      height="${INSET.height}"
      rx="8"
    /><text class="inset-label" x="${left + 10}" y="${top + 15}">Hawaii, moved here</text>`;
}

/** The drawing of North America with the regions of the table and the ranked offers on it. */
export function renderMap(record: SelectionRecord): Markup {
  const clusters = clustersOf(record.ranking);
  const vantage = { latitude: record.vantage.lat, longitude: record.vantage.lon };
  const near = distanceKm(MIDDLE, vantage) <= FAR_KM;
  const shown = clusters.flatMap(({ region }) =>
    region === undefined || region.code === INSET_REGION ? [] : [region.point],
  );
  const frame = frameAround([...shown, ...(near ? [vantage] : [])]);

  const inset = clusters.some(({ code }) => code === INSET_REGION) ? insetBox(frame) : null;
  const insetAt = inset && { x: (inset.left + inset.right) / 2, y: (inset.top + inset.bottom) / 2 + 9 };
  const sites = sitesOf(frame, insetAt).filter(({ cell }) => cell.some((corner) => frame.contains(corner)));
  const markers = clusters.flatMap((cluster): Marker[] => {
    const { region } = cluster;
    if (region === undefined) return [];
    const at = region.code === INSET_REGION ? insetAt : frame.toDrawing(region.point);
    return at === null ? [] : [{ cluster, at, radius: radiusOf(cluster) }];
  });

  const vantageAt = near ? frame.toDrawing(vantage) : null;
  const texts = [
    ...markers.map((marker) => ({ text: labelOf(marker.cluster), at: marker.at, radius: reachOf(marker) })),
    ...(vantageAt === null ? [] : [{ text: record.vantage.name, at: vantageAt, radius: VANTAGE_RADIUS }]),
  ];
  const marks = [
    ...markers.map((marker) => boxAround(marker.at, reachOf(marker))),
    ...(vantageAt === null ? [] : [boxAround(vantageAt, VANTAGE_RADIUS)]),
  ];
  const spots = placeLabels(
    texts.map(({ text, at, radius }) => ({
      at,
      radius,
      width: Array.from(text).length * LABEL_WIDTH_PER_CHARACTER,
      height: LABEL_HEIGHT,
    })),
    marks,
    { left: 4, top: 4, right: frame.width - 4, bottom: frame.height - 4 },
  );
  const labels = texts.map(({ text }, index) => {
    const spot = spots[index];
    if (spot === null || spot === undefined) return null;
    const { anchor, left, right, top, bottom } = spot;
    const x = anchor === 'start' ? left : anchor === 'end' ? right : (left + right) / 2;
    return html`<text class="label" ${xy({ x, y: (top + bottom) / 2 })} text-anchor="${anchor}"
      >${text}</text
    >`;
  });
  const occupied = [...marks, ...spots.filter((box) => box !== null)];
  const lettering = codes(
    sites.filter(({ at }) => frame.contains(at, 8)),
    occupied,
  );
  const lines = rings(frame, vantage, record.calibration?.factor ?? 1, [...occupied, ...lettering.boxes]);

  return html`<svg
    class="map"
    viewBox="0 0 ${frame.width} ${frame.height}"
    role="img"
    aria-labelledby="map-title map-desc"
  >
    <title id="map-title">Map of North America with the ranked offers</title>
    <desc id="map-desc">
      ${markers.map(({ cluster }) => describeCluster(cluster)).join('; ')}. Latency is estimated from
      ${record.vantage.name}.
    </desc>
    ${graticule(frame)}${patches(sites, record)} ${inset === null ? null : renderInset(inset)}
    ${lines.paths}${lettering.texts}${lines.labels}
    ${vantageAt === null ? null : vantageMark(vantageAt, record.vantage.name)}
    ${[...markers].reverse().map(renderMarker)} ${labels}
  </svg>`;
}
