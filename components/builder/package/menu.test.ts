import { describe, expect, it } from 'vitest';
import { addItem, itemId, itemOf } from './menu';

describe('the menu of a package', () => {
  it('knows an item by what it opens', () => {
    expect(itemOf('report/sales')).toEqual({ report: 'sales' });
    expect(itemId({ dashboard: 'overview', roles: ['boss'] })).toBe('dashboard/overview');
  });
  it('adds to its last group, or begins one', () => {
    expect(addItem([], { entity: 'order' })).toEqual([{ items: [{ entity: 'order' }] }]);
    expect(addItem([{ items: [] }, { items: [{ entity: 'a' }] }], { entity: 'b' })[1]!.items).toHaveLength(2);
  });
});
