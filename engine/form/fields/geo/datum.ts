/**
 * Two ways to say where: WGS-84 (GPS, browsers, most of the world) and GCJ-02, the datum of Chinese maps (Amap, Tencent),
 * which lies 100–700 m beside it within China. Fields hold WGS-84; what is given in GCJ-02 says so and is converted.
 */
import type { Place } from './place';

/** Krasovsky 1940, as GCJ-02 uses it. */
const A = 6_378_245;
const EE = 0.006693421622965943;

/** Outside of China GCJ-02 is WGS-84. The box is that of the maps' own code. */
const isInChina = ({ lat, lng }: Place): boolean => lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271;

const { PI, sin, cos, sqrt, abs } = Math;

/** How far a point is moved, in degrees (the published reverse engineering of the "Mars" shift, 2010; on GitHub as eviltransform). */
function shift({ lat, lng }: Place): { readonly lat: number; readonly lng: number } {
  const [x, y] = [lng - 105, lat - 35];
  const wave = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    wave +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    wave +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  const angle = (lat / 180) * PI;
  const magic = 1 - EE * sin(angle) ** 2;
  return {
    lat: (north * 180) / (((A * (1 - EE)) / (magic * sqrt(magic))) * PI),
    lng: (east * 180) / ((A / sqrt(magic)) * cos(angle) * PI),
  };
}

/** WGS-84 → GCJ-02; outside of China the point itself. */
export function toGcj<P extends Place>(place: P): P {
  if (!isInChina(place)) return place;
  const by = shift(place);
  return { ...place, lat: place.lat + by.lat, lng: place.lng + by.lng };
}

/** GCJ-02 → WGS-84, by going back until it fits; to a millimetre in at most a few steps. */
export function fromGcj<P extends Place>(place: P): P {
  if (!isInChina(place)) return place;
  let guess: P = place;
  for (let step = 0; step < 10; step += 1) {
    const there = toGcj(guess);
    const [dLat, dLng] = [place.lat - there.lat, place.lng - there.lng];
    guess = { ...guess, lat: guess.lat + dLat, lng: guess.lng + dLng };
    if (abs(dLat) < 1e-9 && abs(dLng) < 1e-9) break;
  }
  return guess;
}

const MARK = /[\s,;(（【[]*(?:GCJ-?02|国测局|火星坐标|高德|腾讯)(?:坐标)?[)）】\]]*$/i;

/** `36.0671, 120.3826 GCJ-02` → the text before the mark, and that it was there. */
export function readDatum(text: string): { readonly text: string; readonly isGcj: boolean } {
  const rest = text.replace(MARK, '');
  return { text: rest.trim(), isGcj: rest !== text };
}
