/** Durations as people write them ↔ whole seconds. */
import type { Locale } from '../../../kernel/text';
import { toHalfWidth } from '../../values';

export type Unit = 'second' | 'minute' | 'hour' | 'day';
export type Options = { readonly unit?: Unit; readonly dayHours?: number };

/** Longer than a thousand years is a slip of the keyboard. */
export const MOST_SECONDS = 32_000_000_000;

export const unitOf = (options: Options): Unit => options.unit ?? 'minute';

export const secondsOf = (unit: Unit, options: Options): number =>
  ({ second: 1, minute: 60, hour: 3600, day: 3600 * (options.dayHours ?? 24) })[unit];

const UNITS: readonly (readonly [Unit, RegExp])[] = [
  ['day', /^(d|days?|天|日|工作日)$/],
  ['hour', /^(h|hrs?|hours?|小时|个小时|钟头|时)$/],
  ['minute', /^(m|mins?|minutes?|分|分钟|')$/],
  ['second', /^(s|secs?|seconds?|秒|秒钟|'')$/],
];
const SMALLER: { readonly [U in Unit]: Unit } = { day: 'hour', hour: 'minute', minute: 'second', second: 'second' };
const CLOCK = /^(\d{1,7}):([0-5]?\d)(?::([0-5]?\d))?$/;
const PART = /(\d+(?:\.\d+)?)\s*([a-z]+|[\u4e00-\u9fff]+|'{1,2})?/y;

/**
 * `1:30`, `1h30`, `1 小时 30 分`, `1.5h`, `90 分钟` → seconds. A bare number behind a unit is of the next smaller one
 * (`1h30`); a number alone is of `unit`.
 * @returns undefined for what is no duration
 */
export function readDuration(given: string, options: Options): number | undefined {
  const text = toHalfWidth(given)
    .trim()
    .toLowerCase()
    .replace(/[,，、]|and|又|零/g, ' ')
    .replace(/小时半/, '.5小时')
    .replace(/^半(个)?小时$/, '30分');
  if (text === '' || text.length > 60) return undefined;
  const clock = CLOCK.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  let total = 0;
  let next: Unit = unitOf(options);
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (!part) return undefined;
    const unit = part[2] === undefined ? next : UNITS.find(([, names]) => names.test(part[2]!))?.[0];
    if (!unit) return undefined;
    total += Number(part[1]) * secondsOf(unit, options);
    next = SMALLER[unit];
    at = PART.lastIndex;
    while (text[at] === ' ') at += 1;
  }
  return Math.round(total);
}

const WORDS: { readonly [L in Locale]: { readonly [U in Unit]: string } } = {
  'zh-CN': { day: ' 天', hour: ' 小时', minute: ' 分钟', second: ' 秒' },
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s' },
};

/** `1 小时 30 分钟`, `1 h 30 min`. Days only where the field counts in days: 30 hours of work are not "1 day 6 hours". */
export function formatDuration(seconds: number, options: Options, locale: Locale): string {
  const units: readonly Unit[] =
    unitOf(options) === 'day' ? ['day', 'hour', 'minute', 'second'] : ['hour', 'minute', 'second'];
  let rest = Math.abs(Math.round(seconds));
  const parts = units.flatMap((unit) => {
    const size = secondsOf(unit, options);
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? [`${count}${WORDS[locale][unit]}`] : [];
  });
  const text = parts.join(' ') || `0${WORDS[locale][unitOf(options)]}`;
  return seconds < 0 ? `-${text}` : text;
}
