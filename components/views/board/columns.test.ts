import { expect, test } from 'vitest';
import type { Choice } from '@/engine/form/choices';
import { columnBeside, columnsOf, keyOf, NO_VALUE } from './columns';

const choice = (value: string): Choice => ({ value, label: { 'zh-CN': value, en: value } });
const choices = [choice('new'), choice('won'), choice('lost')];
const group = (value: string | null, count = 1) => ({ value, count });
const keys = (...all: Parameters<typeof columnsOf>) => columnsOf(...all).map(({ key }) => key);

test('columns stand in the order of the choices, then what is no choice any more, then what has no value', () => {
  expect(keys(choices, [group('old'), group(null), group('won')], false)).toEqual(['new', 'won', 'lost', 'old', '']);
});

test('where a value is required, the column without one stands there only while it has records, and takes none', () => {
  expect(keys(choices, [group('won')], true)).toEqual(['new', 'won', 'lost']);
  expect(columnsOf(choices, [group(null)], true).at(-1)).toMatchObject({ key: NO_VALUE, isGone: true });
  expect(columnsOf(choices, [], false).at(-1)).toMatchObject({ key: NO_VALUE, isGone: false });
});

test('a card goes to the column beside it, past those that take none, and not over the edge', () => {
  const columns = columnsOf(choices, [group('old')], false);
  expect(columnBeside(columns, 'lost', 1)?.key).toBe(NO_VALUE);
  expect(columnBeside(columns, NO_VALUE, -1)?.key).toBe('lost');
  expect(columnBeside(columns, 'new', -1)).toBeUndefined();
  expect([keyOf('won'), keyOf(null), keyOf(undefined), keyOf({ masked: '***' })]).toEqual(['won', '', '', '']);
});
