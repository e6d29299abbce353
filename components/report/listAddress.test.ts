import { describe, expect, it } from 'vitest';
import { toFilter } from '@/components/record/filterTree';
import { readListState } from '@/components/record/listState';
import { listAddress } from './listAddress';

const treeIn = (address: string) => readListState(new URLSearchParams(address.split('?')[1])).filter!;

describe('the way to the list', () => {
  it('carries the conditions of the question and of the group', () => {
    const address = listAddress('visit', {
      all: [{ all: [{ field: 'kind', op: 'in', value: ['a'] }] }, { field: 'day', op: 'isEmpty' }],
    });
    expect(treeIn(address).items).toEqual([
      { field: 'kind', op: 'in', value: ['a'] },
      { field: 'day', op: 'isEmpty', value: null },
    ]);
  });

  it('shows the same records whatever the filter says', () => {
    for (const filter of [
      {
        any: [
          { field: 'kind', op: 'isEmpty' as const },
          { field: 'place.size', op: 'eq' as const, value: '1' },
        ],
      },
      { expression: 'cost > 3' },
    ]) {
      expect(toFilter(treeIn(listAddress('visit', filter)))).toEqual(filter);
    }
  });
});
