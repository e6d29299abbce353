/** Sample values from a declared description, the same for the same seed. */

/** How one field of sample records gets its value. */
export type ValueRule =
  | { readonly pick: readonly unknown[] }
  | { readonly some: readonly unknown[] }
  | { readonly number: readonly [number, number]; readonly step?: number }
  /** Days from today: [-30, 0] is the last month. */
  | { readonly date: readonly [number, number] }
  /** `{n:4}`: the record's number, filled with zeros to four digits. */
  | { readonly text: string }
  /** One part of each list, joined; `unique`: no two records alike. */
  | { readonly combine: readonly (readonly string[])[]; readonly unique?: boolean }
  | { readonly relation: string }
  | { readonly person: true }
  | { readonly phone: true }
  /** A place within so many kilometres of one of these `[latitude, longitude]`. */
  | { readonly near: readonly (readonly [number, number])[]; readonly km: number }
  | { readonly lines: readonly [number, number]; readonly values: { readonly [field: string]: ValueRule } };

/** What values are made from beside the rule itself. */
export interface Making {
  readonly random: () => number;
  /** Number of the record, from 1. */
  readonly n: number;
  readonly today: Date;
  /** Ids of the sample records of an entity made so far. */
  readonly made: (entity: string) => readonly string[];
  /** What `unique` combinations were given out. */
  readonly used: Set<string>;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for sample data. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '磊',
  '洋',
  '艳',
  '勇',
  '杰',
  '涛',
  '明',
  '超',
  '秀英',
  '文博',
  '雨桐',
  '子涵',
  '浩然',
];

const between = (random: () => number, [low, high]: readonly [number, number]): number =>
  low + Math.floor(random() * (high - low + 1));
const oneOf = <T>(random: () => number, list: readonly T[]): T => list[between(random, [0, list.length - 1])]!;

export function makeValue(rule: ValueRule, making: Making): unknown {
  const { random, n } = making;
  if ('pick' in rule) return oneOf(random, rule.pick);
  if ('some' in rule) return rule.some.filter(() => random() < 0.5);
  if ('number' in rule) return makeNumber(rule, random);
  if ('date' in rule) return makeDate(rule.date, making);
  if ('text' in rule) return rule.text.replace(/\{n:(\d+)\}/g, (_, digits) => String(n).padStart(Number(digits), '0'));
  if ('combine' in rule) return combine(rule, making);
  if ('relation' in rule) return oneOf(random, making.made(rule.relation));
  if ('lines' in rule) {
    return Array.from({ length: between(random, rule.lines) }, () => makeValues(rule.values, making));
  }
  if ('near' in rule) return makePlace(rule, random);
  if ('person' in rule) return oneOf(random, FAMILY) + oneOf(random, GIVEN);
  return `1${oneOf(random, ['38', '39', '50', '86', '88'])}${String(between(random, [0, 99_999_999])).padStart(8, '0')}`;
}

export const makeValues = (rules: { readonly [field: string]: ValueRule }, making: Making) =>
  Object.fromEntries(Object.entries(rules).map(([field, rule]) => [field, makeValue(rule, making)]));

/** A multiple of the step, as the decimal text every exact number travels as. */
function makeNumber({ number: [low, high], step = 1 }: Extract<ValueRule, { number: unknown }>, random: () => number) {
  const value = low + between(random, [0, Math.floor((high - low) / step)]) * step;
  return String(Math.round(value * 1000) / 1000);
}

/** Spread evenly over a circle; a degree of latitude is 111.32 km. */
function makePlace({ near, km }: Extract<ValueRule, { near: unknown }>, random: () => number) {
  const [lat, lng] = oneOf(random, near);
  const [far, turn] = [(Math.sqrt(random()) * km) / 111.32, random() * 2 * Math.PI];
  const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
  return {
    lat: round(lat + far * Math.sin(turn)),
    lng: round(lng + (far * Math.cos(turn)) / Math.cos((lat * Math.PI) / 180)),
  };
}

function makeDate(days: readonly [number, number], { random, today }: Making): string {
  const date = new Date(today);
  date.setUTCDate(date.getUTCDate() + between(random, days));
  return date.toISOString().slice(0, 10);
}

function combine({ combine: parts, unique }: Extract<ValueRule, { combine: unknown }>, making: Making): string {
  for (let tries = 0; ; tries += 1) {
    const text = parts.map((part) => oneOf(making.random, part)).join('');
    const isTaken = unique && making.used.has(text);
    if (!isTaken) {
      making.used.add(text);
      return text;
    }
    if (tries > 200) return `${text}${making.n}`;
  }
}
