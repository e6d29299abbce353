import { describe, expect, it } from 'vitest';
import type { EntityDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import { isForBuildersOnly } from './rights';

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
