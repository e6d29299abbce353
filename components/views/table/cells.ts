/** What cells of a table hold: which may be written, their text for the clipboard, and values from text. Pure but `resolve`. */
import { call } from '@/components/lib/call';
import { fieldType, formatValue, isEmptyValue, normalizeValue } from '@/components/inputs/units';
import { formProblems } from '@/engine/form/problems';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import { isObject, type Json } from '@/engine/kernel/json';
import { sentence } from '@/engine/kernel/problems';
import type { Locale } from '@/engine/kernel/text';
import type { ShownColumn } from '../contract';

export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Whether a cell can be written in place: files and line items are opened with their record. */
export function mayWrite(entity: EntityView, column: ShownColumn): boolean {
  const { shown, isFar } = column;
  const isFiles = fieldType(shown.type)?.kind === 'idList' && shown.target === undefined;
  return entity.can.update && !isFar && shown.right === 'edit' && !shown.system && !shown.fields && !isFiles;
}

/** A pick is a whole answer: it is kept at once. What is typed is kept when the cell is left. */
export const isPicked = (field: FieldView): boolean => {
  const unit = fieldType(field.type);
  return unit?.kind === 'record' || unit?.kind === 'boolean' || (unit?.group === 'choice' && unit.kind === 'text');
};

/** As a spreadsheet understands it: numbers and days plainly, all else as people read it. */
export function copyText(column: ShownColumn, row: RecordView, { locale, timeZone }: Reader): string {
  const value = row[column.field] ?? null;
  if (isEmptyValue(value)) return '';
  const kind = fieldType(column.shown.type)?.kind;
  return kind === 'number' || kind === 'date' ? String(value) : formatValue(column.shown, value, locale, timeZone);
}

export type Parsed = { readonly value: Json } | { readonly problem: string } | { readonly title: string };

/** The text of a cell → a value, what is wrong with it, or the title of a record that is still to be found. */
export function parseText(field: FieldView, text: string, { locale, timeZone }: Reader): Parsed {
  if (text.trim() === '') return { value: null };
  const unit = fieldType(field.type);
  if (unit?.kind === 'record') return { title: text.trim() };
  const parsed = unit?.parse ? unit.parse(text, field.options, locale, timeZone) : text;
  const value = normalizeValue(field, parsed as Json);
  const [first] = unit?.check(value, field.options) ?? [];
  if (!first) return { value };
  return { problem: sentence(formProblems, { ...first, data: { label: field.label, ...first.data } }, locale) };
}

/** Records by exactly these titles: a title that none or several have is missing or null. */
export async function findTitles(entity: string, titles: readonly string[]): Promise<ReadonlyMap<string, Json | null>> {
  const found = new Map<string, Json | null>();
  // A few at a time: the server answers each in a millisecond or two.
  for (let at = 0; at < titles.length; at += 8) {
    await Promise.all(
      titles.slice(at, at + 8).map(async (title) => {
        const { options } = await call('record.options', { entity, search: title.slice(0, 200), size: 20 });
        const same = options.filter((option) => option.title === title);
        if (same.length > 0) found.set(title, same.length === 1 ? { id: same[0]!.id, title } : null);
      }),
    );
  }
  return found;
}

/** Values as the server takes them: a link by its id. */
export const sendable = (value: Json): Json => (isObject(value) && 'id' in value ? (value.id as Json) : value);
export const sameCell = (a: Json | undefined, b: Json | undefined): boolean =>
  (isEmptyValue(a) && isEmptyValue(b)) || JSON.stringify(a) === JSON.stringify(b);
