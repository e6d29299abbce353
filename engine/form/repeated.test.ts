import { expect, test } from 'vitest';
import { modelOfViews } from './views';
import { builtInFieldTypes, checkField } from './record';
import type { EntityView, FieldView } from '../kernel/api';

const view = (name: string, type: string, more: Partial<FieldView> = {}): FieldView => ({
  id: `fld_${name}`,
  name,
  type,
  label: { 'zh-CN': name, en: name },
  right: 'edit',
  required: false,
  unique: false,
  options: {},
  system: false,
  ...more,
});
const entity: EntityView = {
  id: 'ent_order',
  name: 'order',
  label: { 'zh-CN': 'order', en: 'order' },
  labelPlural: { 'zh-CN': 'order', en: 'order' },
  version: 1,
  isPlatform: false,
  titleField: 'items',
  can: { create: true, update: true, delete: true },
  fields: [view('items', 'lines', { fields: [view('code', 'text', { unique: true }), view('note', 'text')] })],
};
const items = modelOfViews([entity]).entity('order')!.field('items')!;
const check = (rows: readonly object[]) => checkField(items, rows, builtInFieldTypes);

test('a value of a unique column may stand once in the list; the later row is told which one it repeats', () => {
  const rows = [{ code: 'A' }, { code: 'B' }, { code: 'A' }];
  expect(check(rows)).toMatchObject([{ code: 'field.repeated', path: ['items', 2, 'code'], data: { row: 1 } }]);
});

test('empty cells repeat nothing, nor do columns that are not unique', () => {
  expect(
    check([
      { code: null, note: 'x' },
      { code: null, note: 'x' },
    ]),
  ).toEqual([]);
});
