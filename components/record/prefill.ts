/** Values a new record begins with, in the address of its form: the column of a board, the day of a calendar, the parent in a tree. */
import { paths } from '@/components/lib/paths';
import { isObject, type Json } from '@/engine/kernel/json';

export type Prefill = { readonly [field: string]: Json };
/** Nobody writes longer ones by hand; the form checks each value as if it had been typed. */
const MOST_CHARACTERS = 2000;

export const createPath = (entity: string, values: Prefill = {}): string =>
  Object.keys(values).length === 0
    ? paths.create(entity)
    : `${paths.create(entity)}?with=${encodeURIComponent(JSON.stringify(values))}`;

/** Reads them back; what is not understood, and fields that may not be filled in, are left out. */
export function readPrefill(text: string | readonly string[] | undefined, editable: readonly string[]): Prefill {
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS) return {};
  try {
    const values: unknown = JSON.parse(text);
    if (!isObject(values)) return {};
    return Object.fromEntries(Object.entries(values).filter(([field]) => editable.includes(field))) as Prefill;
  } catch {
    return {};
  }
}
