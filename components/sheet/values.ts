/** Cells and the clipboard: values from text, titles of records found. Shared by lists shown as tables and by line items. */
import { call } from '@/components/lib/call';
import { fieldType, formatValue, isEmptyValue, normalizeValue } from '@/components/inputs/units';
import { formProblems } from '@/engine/form/problems';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { sentence } from '@/engine/kernel/problems';
import type { Locale } from '@/engine/kernel/text';

export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** A pick is a whole answer: it is kept at once. What is typed is kept when the cell is left. */
export const isPicked = (field: FieldView): boolean => {
  const unit = fieldType(field.type);
  return unit?.kind === 'record' || unit?.kind === 'boolean' || (unit?.group === 'choice' && unit.kind === 'text');
};

/** As a spreadsheet understands it: numbers and days plainly, all else as people read it. */
export function cellText(field: FieldView, value: Json, { locale, timeZone }: Reader): string {
  if (isEmptyValue(value)) return '';
  const kind = fieldType(field.type)?.kind;
  return kind === 'number' || kind === 'date' ? String(value) : formatValue(field, value, locale, timeZone);
}

export type Parsed = { readonly value: Json } | { readonly problem: string } | { readonly title: string };

/** The text of a cell → a value, what is wrong with it, or the title of a record that is still to be found. */
export function parseText(field: FieldView, text: string, { locale, timeZone }: Reader): Parsed {
  if (text.trim() === '') return { value: null };
  const unit = fieldType(field.type);
  if (unit?.kind === 'record') return { title: text.trim() };
  const parsed = unit?.parse ? unit.parse(text, field.options, locale, timeZone) : text;
  const value = normalizeValue(field, parsed as Json);
  const problem = problemOf(field, value, locale);
  return problem === null ? { value } : { problem };
}

/** Why a value cannot be right, in a sentence; null when it can. */
export function problemOf(field: FieldView, value: Json, locale: Locale): string | null {
  if (isEmptyValue(value)) return null;
  const [first] = fieldType(field.type)?.check(value, field.options) ?? [];
  return first ? sentence(formProblems, { ...first, data: { label: field.label, ...first.data } }, locale) : null;
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

export const sameCell = (a: Json | undefined, b: Json | undefined): boolean =>
  (isEmptyValue(a) && isEmptyValue(b)) || JSON.stringify(a) === JSON.stringify(b);
