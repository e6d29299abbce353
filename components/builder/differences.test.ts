import { describe, expect, it } from 'vitest';
import { differences, labelled } from './differences';

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

describe('the label of a part', () => {
  const label = { 'zh-CN': '金额', en: 'Amount' };
  const document = { id: 'ent_x', fields: [{ id: 'fld_a', label }, { id: 'fld_b' }] };
  it('is found by the id of the part, however deep', () => expect(labelled(document, 'fld_a')).toEqual(label));
  it('is missing for a part without one, and for an id that nothing has', () =>
    expect([labelled(document, 'fld_b'), labelled(document, 'fld_z')]).toEqual([undefined, undefined]));
});
