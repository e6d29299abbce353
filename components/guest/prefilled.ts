/** Values from the address of the form: read as if they had been typed. */
import { parseText, type Reader } from '@/components/sheet/values';
import { isUuid } from '@/engine/kernel/ids';
import type { Json } from '@/engine/kernel/json';
import type { Opened, GuestQuery } from './answer';

const LONGEST = 500;

/** Only fields the link names; what is no value of its field is left out. */
export function prefilled(opened: Opened, query: GuestQuery, reader: Reader): { readonly [field: string]: Json } {
  const values = opened.prefill.flatMap((name): [string, Json][] => {
    const text = query[name];
    const field = opened.entity.fields.find((one) => one.name === name);
    if (!field || typeof text !== 'string' || !text.trim() || text.length > LONGEST) return [];
    const parsed = parseText(field, text, reader);
    if ('value' in parsed) return [[name, parsed.value]];
    // A record is named by its id: by title it could be another one tomorrow.
    return 'title' in parsed && isUuid(text) ? [[name, { id: text, title: '' }]] : [];
  });
  return Object.fromEntries(values);
}
