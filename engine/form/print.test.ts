/** What the print layout of a form keeps, loses and follows. */
import { describe, expect, it } from 'vitest';
import type { FormDocument } from '../kernel/documents.generated';
import { cutPrint, paperOf, readOmitted, removedFromPrint, renamedInPrint } from './print';

const text = (en: string) => ({ 'zh-CN': en, en });
const form = (without?: string[]): FormDocument => ({
  kind: 'form',
  id: 'frm_order1',
  name: 'order',
  label: text('Order'),
  entity: 'order',
  sections: [{ id: 'sec_main', items: [] }],
  print: { paper: 'A5', ...(without && { without }) },
});

describe('the print layout', () => {
  it('lies on A4 upright unless told, and turns with landscape', () => {
    expect(paperOf({})).toEqual({ width: 210, height: 297 });
    expect(paperOf({ paper: 'A5', landscape: true })).toEqual({ width: 210, height: 148 });
  });

  it('tells parts, fields and columns apart', () => {
    expect(readOmitted('sec_main')).toEqual({ is: 'part', id: 'sec_main' });
    expect(readOmitted('note')).toEqual({ is: 'field', field: 'note' });
    expect(readOmitted('items.price')).toEqual({ is: 'field', field: 'items', column: 'price' });
  });

  it('follows a new name, columns included, and nothing that only begins alike', () => {
    const renamed = renamedInPrint(form(['item', 'item.price', 'items', 'sec_main']), 'item', 'line');
    expect(renamed.print?.without).toEqual(['line', 'line.price', 'items', 'sec_main']);
  });

  it('forgets a removed field with its columns; an empty list goes', () => {
    expect(removedFromPrint(form(['item', 'item.price', 'note']), 'item').print?.without).toEqual(['note']);
    expect(removedFromPrint(form(['note']), 'note').print).toEqual({ paper: 'A5' });
    const untouched = form(['note']);
    expect(removedFromPrint(untouched, 'other')).toBe(untouched);
  });

  it('does not name what the reader may not know of', () => {
    const isShown = (field: string, column?: string) => field !== 'secret' && column !== 'cost';
    expect(cutPrint(form(['secret', 'items.cost', 'note', 'sec_main']), isShown).print?.without).toEqual([
      'note',
      'sec_main',
    ]);
  });
});
