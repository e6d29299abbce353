import { expect, test } from 'vitest';
import { EMPTY, filterOf, readListState, writeListState, type ListState } from './listState';

const state: ListState = {
  search: '雪花',
  sort: { field: 'created_at', direction: 'desc' },
  conditions: [{ field: 'region', op: 'eq', value: 'abc', said: '华东' }],
};

test('the state of a list survives the way through the address', () => {
  expect(readListState(new URLSearchParams(writeListState(state)))).toEqual(state);
});

test('a plain list has a plain address', () => {
  expect(writeListState(EMPTY)).toBe('');
});

test('an address that is not understood shows the plain list', () => {
  expect(readListState(new URLSearchParams('f={broken'))).toEqual(EMPTY);
});

test('one condition is itself, several are all demanded, words for people are not sent', () => {
  expect(filterOf([])).toBeUndefined();
  expect(filterOf(state.conditions)).toEqual({ field: 'region', op: 'eq', value: 'abc' });
  expect(filterOf([...state.conditions, { field: 'phone', op: 'isEmpty', value: null }])).toEqual({
    all: [
      { field: 'region', op: 'eq', value: 'abc' },
      { field: 'phone', op: 'isEmpty' },
    ],
  });
});
