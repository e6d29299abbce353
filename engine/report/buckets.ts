/** Days, weeks, months …: the buckets between two of them, so that a month without records is a gap one can see. */
import type { AnswerColumn } from '../kernel/contract';
import type { Json } from '../kernel/json';
import { addUnits } from '../query/dates';

type Grain = NonNullable<AnswerColumn['grain']>;

/** More empty buckets than this are not drawn: one stray date in year 0001 must not make a million categories. */
const MAX_BUCKETS = 1_000;

const isDay = (value: Json): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);

/**
 * The groups of a time axis with the missing buckets between them. Groups that do not come in ascending order were
 * sorted on purpose (best month first) and stay as they are; a group without a date stays last.
 */
export function withGaps(groups: readonly Json[], grain: Grain | undefined): readonly Json[] {
  const days = groups.filter(isDay);
  const isAscending = days.every((day, index) => index === 0 || days[index - 1]! < day);
  if (!grain || days.length < 2 || !isAscending) return groups;
  const filled: Json[] = [];
  for (let at = days[0]!.slice(0, 10); at <= days.at(-1)!.slice(0, 10); at = addUnits(at, grain, 1)) {
    filled.push(days.find((day) => day.slice(0, 10) === at) ?? at);
    if (filled.length > MAX_BUCKETS) return groups;
  }
  const isComplete = days.every((day) => filled.includes(day));
  return isComplete ? [...filled, ...groups.filter((group) => !isDay(group))] : groups;
}
