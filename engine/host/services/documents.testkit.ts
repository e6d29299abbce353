/** A document store on a test database, with the real field types. Only for tests. */
import path from 'node:path';
import { transaction } from '../../data/transaction';
import { fieldTypes } from '../../form/fields/index.generated';
import { formProblems } from '../../form/problems';
import { definePlugin, type Plugin } from '../../kernel/contract';
import { manualClock } from '../../kernel/clock';
import type { EntityDocument, FieldUse } from '../../kernel/documents.generated';
import { systemIds } from '../../kernel/ids';
import { buildRegistry } from '../../kernel/registry';
import type { TestDatabase } from '../../../tests/support/database';
import { entityProblems } from '../../entity/problems';
import type { Author } from '../contract';
import { coreKinds } from '../kinds';
import { documentProblems } from '../kinds/problems';
import { createDocumentStore, type DocumentService } from './documents';
import { installPackage } from './documents-install';

export const root = path.resolve(import.meta.dirname, '../../..');
export const ANALYST: Author = { person: null, isAdmin: false };
export const ADMIN: Author = { person: null, isAdmin: true };

export const testPlugin = definePlugin({
  id: 'test',
  label: { 'zh-CN': '测试', en: 'Test' },
  fieldTypes,
  documentKinds: coreKinds,
  problems: { ...entityProblems, ...documentProblems, ...formProblems },
});

export async function startStore(
  { pool }: TestDatabase,
  plugins: readonly Plugin[] = [testPlugin],
): Promise<DocumentService> {
  const documents = await createDocumentStore({
    formats: path.join(root, 'schemas/formats'),
    registry: buildRegistry(plugins),
    clock: manualClock('2026-11-22T08:00:00Z'),
    ids: systemIds,
    pool,
    transaction: (fn) => transaction(pool, fn),
    live: { subscribe: () => () => undefined },
  });
  await installPackage({ documents }, path.join(root, 'schemas/platform'));
  return documents;
}

export const field = (name: string, type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: `fld_${name}_test`,
  name,
  type,
  label: { 'zh-CN': `字段${name}`, en: `Field ${name}` },
  ...rest,
});
export const entityDocument = (
  name: string,
  fields: FieldUse[],
  rest: Partial<EntityDocument> = {},
): EntityDocument => ({
  kind: 'entity',
  id: `ent_${name}_test`,
  name,
  label: { 'zh-CN': `对象${name}`, en: `Thing ${name}` },
  fields,
  ...rest,
});
