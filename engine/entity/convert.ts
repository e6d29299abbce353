/**
 * How one stored value becomes a value of another field. One meaning with forms, imports and the API: whatever a text is
 * to mean is said by `parse`, `normalize` and `check` of the field type, and nothing else. Pure; what lies in other tables
 * (titles of records, records by their title) is handed in.
 */
import type { Conversion } from '../kernel/api';
import type { FieldType } from '../kernel/contract';
import type { FieldUse } from '../kernel/documents.generated';
import { kindOf } from '../kernel/fields';
import { sameJson } from '../kernel/json';
import type { ValueKind } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Locale, Text } from '../kernel/text';
import { targetOf } from './model';

/** A field as the end of a conversion: where values come from, or go to. */
export interface Side {
  readonly id: string;
  readonly label: Text;
  readonly type: FieldType;
  readonly kind: ValueKind;
  readonly options: { readonly [key: string]: unknown };
  /** Entity the values point to. */
  readonly target: string | undefined;
}
/** What a conversion does, with every choice made. */
export interface Converter {
  readonly from: readonly Side[];
  readonly to: Side;
  readonly how: Pick<Conversion, 'join' | 'split' | 'missing' | 'first' | 'round' | 'text' | 'map'> & {
    readonly locale: Locale;
    readonly timeZone: string;
  };
}
/** Of other tables: titles by id, and the records a text means by the match field (in small letters, trimmed). */
export interface Known {
  title(id: string): string | undefined;
  find(text: string): readonly string[];
}
/** `bad`: it does not convert, and why. A value that is `null` without being bad holds nothing. */
export interface Outcome {
  readonly value: unknown;
  readonly bad?: Problem;
  /** Nobody bears this name: a record of it would be made. */
  readonly create?: string;
}
const NONE: Outcome = { value: null };

export const sideOf = (use: FieldUse, type: FieldType): Side => ({
  id: use.id,
  label: use.label,
  type,
  kind: kindOf(type, use.options),
  options: use.options ?? {},
  target: targetOf(type, use.options),
});

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export const keyOf = (text: string): string => text.trim().toLowerCase();

/** Several values in one text, as people and files write them. */
const SEPARATORS = /[,;，；、|\n]/;
const partsOf = (text: string): string[] =>
  text
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isMany = ({ kind }: Side): boolean => kind === 'textList' || kind === 'idList';
const isLink = ({ kind }: Side): boolean => kind === 'record' || kind === 'idList';
const isChoice = ({ type, kind }: Side): boolean => type.group === 'choice' && kind !== 'boolean';

/** Ids in a value whose titles the conversion needs. */
export function idsToName({ from, to }: Converter, values: readonly unknown[]): readonly string[] {
  return from.flatMap((side, i) => {
    if (!isLink(side) || (isLink(to) && side.target === to.target)) return [];
    return [values[i]].flat().filter((id): id is string => typeof id === 'string');
  });
}

/** Texts of a value that are to name records of the target. */
export function textsToFind(converter: Converter, values: readonly unknown[], known: Pick<Known, 'title'>): string[] {
  const { to, from } = converter;
  if (!isLink(to) || (from.length === 1 && isLink(from[0]!) && from[0]!.target === to.target)) return [];
  const text = textOf(converter, values, known);
  if (text === null) return [];
  return to.kind === 'idList' ? partsOf(text) : [text.trim()];
}

/** The value as text: what a person would write, and the key of `map`. null: nothing is there, or not in this part. */
export function textOf(converter: Converter, values: readonly unknown[], known: Pick<Known, 'title'>): string | null {
  const { from, how } = converter;
  const texts = from.flatMap((side, i) => (isBlank(values[i]) ? [] : [sideText(converter, side, values[i], known)]));
  if (texts.length === 0) return null;
  const whole = texts.join(how.join ?? ' ');
  if (!how.split) return whole;
  const { by, part, of } = how.split;
  const parts = by === '' ? [whole] : whole.split(by);
  const own = part === of - 1 ? parts.slice(part).join(by) : (parts[part] ?? '');
  return own.trim() === '' ? null : own.trim();
}

function sideText({ how }: Converter, side: Side, value: unknown, known: Pick<Known, 'title'>): string {
  const { type, kind, options } = side;
  if (isLink(side)) {
    const titles = [value].flat().map((id) => known.title(String(id)) ?? String(id));
    return titles.join(how.locale === 'en' ? ', ' : '、');
  }
  if (kind === 'datetime') return localTime(String(value), how.timeZone);
  if (isChoice(side) && how.text === 'value') return [value].flat().join(', ');
  if (type.fileText) return type.fileText(value, options);
  if (kind === 'number') return String(type.normalize?.(value, options) ?? value);
  if (kind === 'date' || (kind === 'text' && !isChoice(side))) return String(value);
  return type.format(value, options, how.locale, how.timeZone);
}

/**
 * One value (of each source) → the value of the target.
 * @param values stored values: decimals and days as text, instants as ISO text, ids, lists
 */
export function convert(converter: Converter, values: readonly unknown[], known: Known): Outcome {
  const { from, to, how } = converter;
  const text = textOf(converter, values, known);
  if (text === null) return NONE;
  // Chosen by a person for exactly this value.
  if (how.map && Object.hasOwn(how.map, text)) return { value: how.map[text] ?? null };
  if (from.length !== 1 || how.split) return fromText(converter, text, known, to);
  const items = values[0];
  if (takesOneOf(converter) && Array.isArray(items) && items.length > 1) {
    if (!how.first) return { value: null, bad: problem('plan.several', [], { n: items.length }) };
    return convert(converter, [items.slice(0, 1)], known);
  }
  return convertDirectly(converter, from[0]!, items) ?? fromText(converter, text, known, to);
}

/** Of several values the target has room for one. */
const takesOneOf = ({ from, to }: Converter): boolean =>
  isMany(from[0]!) && !isMany(to) && (isLink(to) || isChoice(to));

/** Values that mean the same on both sides; undefined: only their text can tell. */
function convertDirectly(converter: Converter, from: Side, value: unknown): Outcome | undefined {
  const { to, how } = converter;
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  const fitted = isMany(to) ? items : items[0];
  if (isLink(from) && isLink(to)) return from.target === to.target ? { value: fitted } : undefined;
  if (isChoice(from) && isChoice(to)) return orText(accept(converter, to, fitted));
  if ([from, to].some((side) => isChoice(side) || isLink(side)) || isMany(from) !== isMany(to)) return undefined;
  if (from.kind === 'datetime' && to.kind === 'date') {
    return accept(converter, to, localTime(String(value), how.timeZone).slice(0, 10));
  }
  if (from.kind !== to.kind) return undefined;
  const same = accept(converter, to, value);
  // The text of a number or a day says no more than the value itself.
  return from.kind === 'text' ? orText(same) : same;
}

const orText = (outcome: Outcome): Outcome | undefined => (outcome.bad ? undefined : outcome);

function fromText(converter: Converter, text: string, known: Known, to: Side): Outcome {
  if (isLink(to)) return toLinks(converter, text, known, to);
  const { how } = converter;
  const { type, kind, options } = to;
  const written = kind === 'datetime' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 00:00` : text;
  const parsed = type.parse ? type.parse(written, options, how.locale, how.timeZone) : written;
  return accept(converter, to, parsed);
}

function toLinks({ how }: Converter, text: string, known: Known, to: Side): Outcome {
  const names = to.kind === 'idList' ? partsOf(text) : [text.trim()];
  const ids: string[] = [];
  for (const name of names) {
    const found = known.find(name);
    if (found.length > 1) return { value: null, bad: problem('plan.ambiguous', [], { value: name, n: found.length }) };
    if (found.length === 0) {
      const bad = problem('plan.noRecord', [], { value: name });
      return how.missing === 'create' ? { value: null, bad, create: name } : { value: null, bad };
    }
    ids.push(found[0]!);
  }
  return { value: to.kind === 'idList' ? [...new Set(ids)] : ids[0] };
}

/** What the field would make of it if a person entered it. */
function accept({ how }: Converter, { type, options }: Side, value: unknown): Outcome {
  let normal = type.normalize ? type.normalize(value, options) : value;
  if (isBlank(normal)) return { value: null, bad: problem('plan.empty') };
  let problems = type.check(normal, options);
  if (problems.length > 0 && how.round && type.fit) {
    normal = type.fit(normal, options);
    problems = type.check(normal, options);
  }
  return problems.length === 0 ? { value: normal } : { value: null, bad: problems[0]! };
}

/** Whether two stored values of a field are one: decimals by value, instants by moment. */
export function isSame({ type, kind, options }: Side, a: unknown, b: unknown): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  const plain = (value: unknown): unknown => {
    if (kind === 'datetime') return Date.parse(String(value));
    return kind === 'number' ? String(type.normalize?.(value, options) ?? value) : value;
  };
  return sameJson(plain(a), plain(b));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `2026-03-05 09:30:00` in a time zone; milliseconds only where there are some. */
function localTime(instant: string, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      calendar: 'iso8601',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  const date = new Date(instant);
  const part = Object.fromEntries(clock.formatToParts(date).map(({ type, value }) => [type, value]));
  const ms = date.getUTCMilliseconds();
  const day = `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`;
  return `${day} ${part.hour}:${part.minute}:${part.second}${ms ? `.${String(ms).padStart(3, '0')}` : ''}`;
}

/** What can be chosen for a conversion between these fields. */
export function choicesFor({ from, to }: Pick<Converter, 'from' | 'to'>, how: Conversion): (keyof Conversion)[] {
  const kinds = from.map((side) => side.kind);
  const isTime = (kind: string): boolean => kind === 'datetime';
  const list: (keyof Conversion)[] = ['map', 'quarantine'];
  if (isLink(to) && !(from.length === 1 && isLink(from[0]!) && from[0]!.target === to.target)) {
    list.push('match', 'missing');
  }
  if (from.some(isMany) && !isMany(to)) list.push('first');
  if (to.kind === 'number') list.push('round');
  if (from.some(isChoice) && !isChoice(to)) list.push('text');
  if (kinds.some((kind) => kind === 'boolean' || kind === 'idList') || from.some(isChoice)) list.push('locale');
  if (kinds.some(isTime) !== isTime(to.kind)) list.push('timeZone');
  if (from.length > 1) list.push('join');
  if (how.split) list.push('split');
  return list;
}
