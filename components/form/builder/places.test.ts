import { describe, expect, it } from 'vitest';
import type { FormBundle } from '@/engine/form/edit/command';
import { moveStep, moveTo, nextStop, placeAfter, placeOfDrop, placeOfProblem } from './places';

const label = { 'zh-CN': '', en: '' };
const bundle: FormBundle = {
  entity: {
    kind: 'entity',
    id: 'ent_x',
    name: 'x',
    label,
    fields: ['a', 'b', 'c'].map((name) => ({ id: `fld_${name}`, name, type: 'text', label })),
  },
  form: {
    kind: 'form',
    id: 'frm_x',
    name: 'x',
    label,
    entity: 'x',
    sections: [
      { id: 's1', items: [{ field: 'a' }, { field: 'b' }] },
      { id: 's2', items: [{ field: 'c' }] },
    ],
  },
  roles: [],
};
const field = (name: string) => ({ is: 'field', id: `fld_${name}` }) as const;

describe('the arrow keys', () => {
  it('walk over sections and fields in reading order', () => {
    expect(nextStop(bundle, field('b'), 1)).toEqual({ is: 'section', id: 's2' });
    expect(nextStop(bundle, { is: 'section', id: 's2' }, 1)).toEqual(field('c'));
  });
  it('begin at the first stop', () => expect(nextStop(bundle, null, 1)).toEqual({ is: 'section', id: 's1' }));
  it('stay at the end', () => expect(nextStop(bundle, field('c'), 1)).toEqual(field('c')));
});

describe('something new', () => {
  it('goes after the selected field', () =>
    expect(placeAfter(bundle, field('a'))).toEqual({ section: 's1', index: 1 }));
  it('goes to the end of the selected section', () =>
    expect(placeAfter(bundle, { is: 'section', id: 's1' })).toEqual({ section: 's1', index: 2 }));
  it('goes to the end of the form without a selection', () =>
    expect(placeAfter(bundle, null)).toEqual({ section: 's2', index: 1 }));
});

describe('a drop', () => {
  it('after a field means the place behind it', () =>
    expect(placeOfDrop(bundle, { id: 'item:fld_a', edge: 'after' })).toEqual({ section: 's1', index: 1 }));
  it('into a section means its end', () =>
    expect(placeOfDrop(bundle, { id: 'section:s1', edge: 'into' })).toEqual({ section: 's1', index: 2 }));
  it('on something that is gone means nothing', () =>
    expect(placeOfDrop(bundle, { id: 'item:fld_z', edge: 'after' })).toBeUndefined());
});

describe('moving a field', () => {
  it('counts without the field itself', () =>
    expect(moveTo(bundle, 'fld_a', { section: 's1', index: 2 })).toMatchObject({ to: { section: 's1', index: 1 } }));
  it('beside itself is no move', () => {
    expect(moveTo(bundle, 'fld_a', { section: 's1', index: 0 })).toBeUndefined();
    expect(moveTo(bundle, 'fld_a', { section: 's1', index: 1 })).toBeUndefined();
  });
  it('over the end of its section goes into the next', () => {
    expect(moveStep(bundle, 'fld_b', 1)).toMatchObject({ to: { section: 's2', index: 0 } });
    expect(moveStep(bundle, 'fld_c', -1)).toMatchObject({ to: { section: 's1', index: 2 } });
  });
  it('beyond the form is no move', () => expect(moveStep(bundle, 'fld_c', 1)).toBeUndefined());
});

describe('the place of a problem', () => {
  const at = (kind: 'entity' | 'form' | 'role', ...path: (string | number)[]) =>
    placeOfProblem(bundle, { code: 'x', path, data: {}, message: '', document: { kind, name: 'x' } });
  it('is the field of an entity', () => expect(at('entity', 'fields', 1, 'label')).toEqual(field('b')));
  it('is the field of an item on the form', () =>
    expect(at('form', 'sections', 1, 'items', 0, 'field')).toEqual(field('c')));
  it('is the section when no item is meant', () =>
    expect(at('form', 'sections', 1, 'columns')).toEqual({ is: 'section', id: 's2' }));
  it('is nowhere on the canvas for a role', () => expect(at('role', 'entities', 'x')).toBeNull());
});
