/** A record that is edited here and came back from the server, perhaps changed by others: what follows for each field. Pure. */
import { adoptIds, carryKeys } from '@/components/inputs/lines/rows';
import type { FieldView } from '@/engine/kernel/api';
import { isSameValue, type Values } from './plan';

export interface Sides {
  /** What the server had when this form last heard of it. */
  readonly start: Values;
  /** What stands in the form now. */
  readonly now: Values;
  /** What the server has. */
  readonly stored: Values;
  /** What this form has just written; empty when the version came from elsewhere. */
  readonly sent: Values;
}
export interface Merge {
  /** Fields that both sides changed: the person is asked. */
  readonly clashes: readonly FieldView[];
  /** Values to put into the form. */
  readonly put: Values;
  /** Values the form may take as known to the server. */
  readonly known: Values;
}

/** Fields that were changed here and not sent, and in the meantime were stored with yet another value. */
export const clashesOf = (fields: readonly FieldView[], { start, now, stored, sent }: Sides): FieldView[] =>
  fields.filter((field) => {
    const { name } = field;
    if (Object.hasOwn(sent, name) || isSameValue(field, now[name], start[name])) return false;
    return !isSameValue(field, stored[name], start[name]) && !isSameValue(field, stored[name], now[name]);
  });

/** Fields nobody touches here follow the server; what is being typed stays; rows that were saved get their ids. */
export function mergeStored(fields: readonly FieldView[], sides: Sides): Merge {
  const { start, now, stored, sent } = sides;
  const clashes = clashesOf(fields, sides);
  const put: { [field: string]: Values[string] } = {};
  const known: { [field: string]: Values[string] } = {};
  for (const field of fields) {
    if (clashes.includes(field)) continue;
    const { name } = field;
    const value = stored[name] ?? null;
    const typed = now[name] ?? null;
    const base = (Object.hasOwn(sent, name) ? sent[name] : start[name]) ?? null;
    known[name] = value;
    if (!isSameValue(field, typed, base)) {
      if (field.fields) put[name] = adoptIds(typed, base, value);
    } else if (field.fields) put[name] = carryKeys(value, typed);
    else if (!isSameValue(field, typed, value)) put[name] = value;
  }
  return { clashes, put, known };
}
