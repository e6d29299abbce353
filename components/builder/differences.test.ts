import { describe, expect, it } from 'vitest';
import { differences } from './differences';

describe('the differences of two documents', () => {
  it('name the place', () => {
    expect(differences({ a: { b: 1 } }, { a: { b: 2 } })).toEqual([{ path: ['a', 'b'], before: 1, after: 2 }]);
  });
  it('see through an inserted part by its id', () => {
    const found = differences(
      [{ id: 'x', n: 1 }],
      [
        { id: 'y', n: 0 },
        { id: 'x', n: 1 },
      ],
    );
    expect(found).toEqual([{ path: ['y'], before: undefined, after: { id: 'y', n: 0 } }]);
  });
  it('see a changed order', () => {
    expect(differences([{ id: 'x' }, { id: 'y' }], [{ id: 'y' }, { id: 'x' }])).toHaveLength(1);
  });
  it('are none for equal documents', () => expect(differences({ a: [1] }, { a: [1] })).toEqual([]));
});
