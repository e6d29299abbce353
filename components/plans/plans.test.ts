import { describe, expect, it } from 'vitest';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { becomes } from './becomes';
import { csvOf } from '@/components/lib/csv';
import { conversionsFor } from './pending';

const words = { 'zh-CN': 'x', en: 'x' };
const field = (type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: 'fld_a',
  name: 'a',
  type,
  label: words,
  ...rest,
});
const entity = (...fields: FieldUse[]): EntityDocument => ({
  kind: 'entity',
  id: 'ent_a',
  name: 'a',
  label: words,
  fields,
});

describe('the values that do not convert, as a file', () => {
  it('holds no cell that a spreadsheet would calculate, and keeps quotes, commas and line ends', () => {
    expect(csvOf([['=1+1', 'a "b"', 'c,d', 'e\nf', '中']])).toBe('\uFEFF\'=1+1,"a ""b""","c,d","e\nf",中\r\n');
  });
});

describe('choices that wait for the publication', () => {
  const chosen = [{ entity: 'ent_a', field: 'fld_a', quarantine: true }];
  it('hold while the type is another', () =>
    expect(conversionsFor(chosen, entity(field('number')), entity(field('text')))).toEqual(chosen));
  it('go with the change that was taken back', () =>
    expect(conversionsFor(chosen, entity(field('text')), entity(field('text')))).toEqual([]));
  it('go with the field that was taken away', () =>
    expect(conversionsFor(chosen, entity(), entity(field('text')))).toEqual([]));
  it('of a new field hold while its sources are published', () => {
    const split = [{ entity: 'ent_a', field: 'fld_b', from: ['fld_a'], split: { by: ' ', part: 0, of: 2 } }];
    const draft = entity(field('text'), field('text', { id: 'fld_b', name: 'b' }));
    expect(conversionsFor(split, draft, entity(field('text')))).toEqual(split);
    expect(conversionsFor(split, draft, entity())).toEqual([]);
  });
});

describe('what a field can become', () => {
  const types = (use: FieldUse): readonly string[] => becomes(use).map(({ type }) => type);
  it('offers choices and numbers for a text, but no line items and no files', () => {
    expect(types(field('text'))).toEqual(expect.arrayContaining(['choice', 'number', 'relation']));
    expect(types(field('text'))).not.toEqual(expect.arrayContaining(['lines']));
  });
  it('offers nothing for cipher text', () => expect(types(field('text', { encrypted: true }))).toEqual([]));
});
