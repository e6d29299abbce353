import { isPrototypeKey } from './json';

/** API names of entities, fields, nodes and documents: ASCII, ≤ 40 bytes, so that PostgreSQL never cuts them. */
const NAME = /^[a-z][a-z0-9_]{0,39}$/;

export const isName = (value: unknown): value is string =>
  typeof value === 'string' && NAME.test(value) && !isPrototypeKey(value) && !value.includes('__');

/** Names every record has; a document may not declare a field with one of them. */
export const SYSTEM_FIELDS = [
  'id',
  'rev',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'deleted_at',
  'deleted_by',
  'owner_id',
  'owner_path',
  'captured_form',
  'captured_version',
  'parent_id',
  'position',
] as const;
export type SystemField = (typeof SYSTEM_FIELDS)[number];
const SYSTEM = new Set<string>(SYSTEM_FIELDS);
export const isSystemField = (name: string): name is SystemField => SYSTEM.has(name);
