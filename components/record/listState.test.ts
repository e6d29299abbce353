import { expect, test } from 'vitest';
import { fromFilter, readTree, toFilter, writeTree, type FilterTree } from './filterTree';
import { EMPTY, readListState, shownOf, writeListState, type ListState } from './listState';

const tree: FilterTree = {
  mode: 'any',
  items: [
    { field: 'region', op: 'eq', value: 'abc', said: '华东' },
    { mode: 'all', items: [{ field: 'phone', op: 'isEmpty', value: null }] },
  ],
};
const state: ListState = {
  view: 'mine',
  search: '雪花',
  sort: [
    { field: 'created_at', direction: 'desc' },
    { field: 'name', direction: 'asc' },
  ],
  filter: tree,
  group: { field: 'signed_on', grain: 'month', direction: 'desc' },
  open: '01890000-0000-7000-8000-000000000001',
  at: 'week:2026-11-22',
};
const again = (one: ListState) => readListState(new URLSearchParams(writeListState(one)));

test('the state of a list survives the way through the address', () => {
  expect(again(state)).toEqual(state);
  expect(again({ ...EMPTY, group: 'none', sort: [] })).toEqual({ ...EMPTY, group: 'none', sort: [] });
});

test('a plain list has a plain address', () => {
  expect(writeListState(EMPTY)).toBe('');
});

test('an address that is not understood shows the plain list', () => {
  expect(readListState(new URLSearchParams('f={broken'))).toEqual(EMPTY);
  expect(readTree('[{"field":"a","op":"eq","value":1},7,{"any":[null]}]')?.items).toHaveLength(2);
});

test('one condition is itself, groups say and or or, words for people are not sent', () => {
  expect(toFilter({ mode: 'all', items: [] })).toBeUndefined();
  expect(toFilter({ mode: 'any', items: [tree.items[0]!] })).toEqual({ field: 'region', op: 'eq', value: 'abc' });
  expect(toFilter(tree)).toEqual({
    any: [{ field: 'region', op: 'eq', value: 'abc' }, { all: [{ field: 'phone', op: 'isEmpty' }] }],
  });
});

test('related records are asked for with and without conditions, and survive the address', () => {
  const has = (items: number) => ({
    some: 'order.client',
    ...(items === 1 && { where: { field: 'open', op: 'isEmpty' as const } }),
    ...(items === 2 && {
      where: {
        any: [
          { field: 'open', op: 'isEmpty' as const },
          { field: 'cost', op: 'gt' as const, value: '3' },
        ],
      },
    }),
  });
  for (const filter of [has(0), has(1), has(2), { none: 'lines' }]) {
    const shown = fromFilter({ all: [filter, { field: 'a', op: 'isEmpty' }] });
    expect(shown.items[0]).toHaveProperty('related');
    expect(toFilter(readTree(writeTree(shown))!)).toEqual({ all: [filter, { field: 'a', op: 'isEmpty' }] });
  }
  const deeper = { some: 'lines', where: { not: { field: 'a', op: 'isEmpty' as const } } };
  expect(fromFilter(deeper).items).toEqual([{ raw: deeper }]);
});

test('a saved filter means the same after it was shown, whatever it says', () => {
  const odd = { all: [{ not: { field: 'a', op: 'isEmpty' as const } }, { expression: 'cost > 3' }] };
  expect(toFilter(fromFilter(odd))).toEqual(odd);
  expect(toFilter(readTree(writeTree(fromFilter(odd)))!)).toEqual(odd);
});

test('what a person changed lies over the view, and taking the filter away is a change too', () => {
  const saved = { type: 'table', filter: { field: 'a', op: 'isEmpty' as const }, group: { field: 'b' } };
  expect(shownOf(saved, EMPTY).definition).toEqual(saved);
  const changed = { ...EMPTY, filter: { mode: 'all' as const, items: [] }, group: 'none' as const };
  expect(shownOf(saved, changed, { wrap: true }).definition).toEqual({ type: 'table', wrap: true });
});
