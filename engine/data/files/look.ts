/** What a picture looks like in 64 bits, so that a copy of it is found again though it was scaled, compressed or stamped anew. */
import { grayOf, type Gray } from './jpeg';

/** The lower part may carry a watermark with the time: it says nothing of the picture. */
const SEEN_PART = 0.78;
const [ACROSS, DOWN] = [9, 8];
/** Pictures flatter than this (a wall, a covered lens) all look alike. */
const LEAST_CONTRAST = 6;
/** Looks that differ in no more bits are of one picture. Copies differ in 0–4, other pictures in 20–40 (look.test.ts). */
export const SAME_LOOK = 6;

/**
 * The difference hash of a JPEG (N. Krawetz, "Kind of Like That", 2013): for 9 × 8 means of brightness, whether each is
 * brighter than the one to its left.
 * @returns 64 bits, or undefined where there is nothing to compare: no JPEG, damaged, too large, or flat
 */
export function lookOf(bytes: Uint8Array): bigint | undefined {
  const gray = grayOf(bytes);
  if (!gray || gray.width < ACROSS || gray.height * SEEN_PART < DOWN) return undefined;
  const means = shrink(gray);
  const average = means.reduce((sum, one) => sum + one, 0) / means.length;
  const spread = Math.sqrt(means.reduce((sum, one) => sum + (one - average) ** 2, 0) / means.length);
  if (spread < LEAST_CONTRAST) return undefined;
  let look = 0n;
  for (let y = 0; y < DOWN; y += 1) {
    for (let x = 1; x < ACROSS; x += 1) {
      look = (look << 1n) | (means[y * ACROSS + x]! > means[y * ACROSS + x - 1]! ? 1n : 0n);
    }
  }
  return look;
}

/** Means over equal areas; a point at a border counts to the part in which its middle lies. */
function shrink({ width, height, light }: Gray): number[] {
  const rows = Math.floor(height * SEEN_PART);
  return Array.from({ length: ACROSS * DOWN }, (_, index) => {
    const [column, row] = [index % ACROSS, Math.floor(index / ACROSS)];
    const [left, right] = [Math.floor((column * width) / ACROSS), Math.floor(((column + 1) * width) / ACROSS)];
    const [top, bottom] = [Math.floor((row * rows) / DOWN), Math.floor(((row + 1) * rows) / DOWN)];
    let sum = 0;
    for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += light[y * width + x]!;
    return sum / Math.max(1, (bottom - top) * (right - left));
  });
}

/** In how many bits two looks differ. */
export function lookDistance(a: bigint, b: bigint): number {
  let count = 0;
  for (let rest = BigInt.asUintN(64, a ^ b); rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}

/** The four quarters of a look, each with its number, as an index holds them. */
export const quartersOf = (look: bigint): readonly number[] =>
  [0, 1, 2, 3].map((at) => at * 65536 + Number((BigInt.asUintN(64, look) >> BigInt(at * 16)) & 0xffffn));

/**
 * Quarters that a look within 7 bits must have at least one of: of 7 differing bits in four quarters one quarter holds at
 * most one, so each quarter as it is and with any one bit turned (Manku, Jain, Das Sarma, "Detecting near-duplicates",
 * WWW 2007).
 */
export const nearQuarters = (look: bigint): readonly number[] =>
  quartersOf(look).flatMap((quarter) => [quarter, ...Array.from({ length: 16 }, (_, bit) => quarter ^ (1 << bit))]);
