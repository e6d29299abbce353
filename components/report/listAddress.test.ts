import { describe, expect, it } from 'vitest';
import { readListState } from '@/components/record/listState';
import { listAddress } from './listAddress';

const conditionsIn = (address: string | undefined) =>
  readListState(new URLSearchParams(address?.split('?')[1])).conditions;

describe('the way to the list', () => {
  it('carries the conditions of the question and of the group', () => {
    const address = listAddress('visit', {
      all: [{ all: [{ field: 'kind', op: 'in', value: ['a'] }] }, { field: 'day', op: 'isEmpty' }],
    });
    expect(conditionsIn(address)).toEqual([
      { field: 'kind', op: 'in', value: ['a'] },
      { field: 'day', op: 'isEmpty', value: null },
    ]);
  });

  it('is not offered where the list would show other records', () => {
    expect(listAddress('visit', { all: [{ field: 'place.size', op: 'eq', value: '1' }] })).toBeUndefined();
    expect(listAddress('visit', { any: [{ field: 'kind', op: 'isEmpty' }] })).toBeUndefined();
    expect(listAddress('visit', { expression: 'cost > 3' })).toBeUndefined();
  });
});
