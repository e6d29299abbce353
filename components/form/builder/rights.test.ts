import { describe, expect, it } from 'vitest';
import type { EntityDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import { fieldRight, isForBuildersOnly } from './rights';

const label = { 'zh-CN': '', en: '' };
const entity: EntityDocument = {
  kind: 'entity',
  id: 'ent_x',
  name: 'x',
  label,
  fields: [{ id: 'fld_a', name: 'a', type: 'text', label }],
};
const role = (entities: RoleDocument['entities']): RoleDocument => ({
  kind: 'role',
  id: 'rol_x',
  name: 'x',
  label,
  entities,
});

describe('a form that nobody may fill in', () => {
  it('is one that only roles with rights to everything know', () =>
    expect(isForBuildersOnly({ entity, roles: [role({ '*': { create: true } })] })).toBe(true));
  it('is also one that is only read', () =>
    expect(isForBuildersOnly({ entity, roles: [role({ x: { read: 'all' } })] })).toBe(true));
  it('is not one that a role may create', () =>
    expect(isForBuildersOnly({ entity, roles: [role({ x: { create: true } })] })).toBe(false));
  it('is nothing to speak of while it has no fields', () =>
    expect(isForBuildersOnly({ entity: { ...entity, fields: [] }, roles: [role({})] })).toBe(false));
});

describe('the preview as a role', () => {
  const [field] = entity.fields;
  const right = (rights: RoleDocument['entities'][string]) => fieldRight(role({ x: rights }), 'x', field!);
  it('lets everything be edited without a role', () => expect(fieldRight(undefined, 'x', field!)).toBe('edit'));
  it('shows nothing to a role that may not read', () => expect(right({ create: true })).toBe('none'));
  it('shows but does not open what may not be created', () => expect(right({ read: 'all' })).toBe('read'));
  it('takes the right of the field before that of the others', () => {
    const some = { create: true, read: 'own', otherFields: 'read' } as const;
    expect(right(some)).toBe('read');
    expect(right({ ...some, fields: { a: 'edit' } })).toBe('edit');
    expect(right({ ...some, fields: { a: 'none' } })).toBe('none');
  });
  it('uses the rights to everything where the entity is not named', () =>
    expect(fieldRight(role({ '*': { create: true, read: 'all' } }), 'x', field!)).toBe('edit'));
});
