/** Points on the earth (WGS-84, as GPS and browsers give them) and distances between them. */

export interface Place {
  readonly lat: number;
  readonly lng: number;
  /** Metres around it in which the device believes to be. */
  readonly accuracy?: number;
}
/** Mean radius of the earth in kilometres (IUGG R₁). */
export const EARTH_KM = 6371.0088;

/** 7 decimals are a centimetre; more is noise that would make one place two. */
const tidy = (degrees: number): number => Math.round(degrees * 1e7) / 1e7 + 0;

export function placeOf(lat: number, lng: number, accuracy?: number): Place {
  const place = { lat: tidy(lat), lng: tidy(lng) };
  return accuracy === undefined || !Number.isFinite(accuracy) ? place : { ...place, accuracy: Math.round(accuracy) };
}

const NUMBER = '([+-]?\\d{1,3}(?:\\.\\d+)?)';
const PAIR = new RegExp(
  `^\\(?${NUMBER}°?\\s*[,;\\s]\\s*${NUMBER}°?\\)?(?:\\s*(?:±|\\+-)\\s*(\\d{1,7})\\s*(?:m|米)?)?$`,
);
const SEXAGESIMAL =
  /^(\d{1,2})°\s*(\d{1,2})['′]\s*(\d{1,2}(?:\.\d+)?)["″]?\s*([NS])[,\s]*(\d{1,3})°\s*(\d{1,2})['′]\s*(\d{1,2}(?:\.\d+)?)["″]?\s*([EW])$/i;

/** `36.0671, 120.3826 ±12 m`, `36°4'1.6"N 120°22'57"E` → a place; undefined for anything else. Latitude comes first. */
export function readPlace(text: string): Place | undefined {
  const pair = PAIR.exec(text);
  if (pair) return placeOf(Number(pair[1]), Number(pair[2]), pair[3] === undefined ? undefined : Number(pair[3]));
  const angles = SEXAGESIMAL.exec(text);
  if (!angles) return undefined;
  const degrees = (at: number): number =>
    (Number(angles[at]) + Number(angles[at + 1]) / 60 + Number(angles[at + 2]) / 3600) *
    (/[SW]/i.test(angles[at + 3]!) ? -1 : 1);
  return placeOf(degrees(1), degrees(5));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine formula, Sinnott 1984); off by at most 0.5 % on the real earth. */
export function distanceKm(a: Place, b: Place): number {
  const h =
    Math.sin(radians(b.lat - a.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lng - a.lng) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}
/**
 * A box that holds every place within `km`: what an index can answer before distances are computed (J. Matuschek,
 * "Finding points within a distance of a latitude/longitude"). Near a pole or the 180th meridian it is a whole belt.
 */
export function boxAround({ lat, lng }: Place, km: number): Box {
  const angle = km / EARTH_KM;
  const reach = (angle * 180) / Math.PI;
  const [south, north] = [lat - reach, lat + reach];
  const belt = { south: Math.max(south, -90), north: Math.min(north, 90), west: -180, east: 180 };
  if (south <= -90 || north >= 90) return belt;
  const width = (Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(lat)))) * 180) / Math.PI;
  const [west, east] = [lng - width, lng + width];
  return west < -180 || east > 180 ? belt : { south, north, west, east };
}
