import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldTypes } from '../form/fields/index.generated';
import type { EntityDocument } from '../kernel/documents.generated';
import type { EntityModel } from '../kernel/model';
import { buildRegistry } from '../kernel/registry';
import { declaredFields } from './ddl';
import { buildModel } from './model';
import { NOTHING, Tables, type Physical, type PhysicalTable } from './physical';
import { planEntity } from './plan';

const registry = buildRegistry([{ id: 'form', label: { 'zh-CN': '', en: '' }, fieldTypes }]);
const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const platform = ['department', 'person'].map((name) => ({
  document: read(`schemas/platform/entity/${name}.json`) as EntityDocument,
  version: 1,
}));
const modelWith = (document: EntityDocument) => buildModel([...platform, { document, version: 1 }], registry);

/** The tables a published entity has. */
function physicalOf(entity: EntityModel): PhysicalTable[] {
  const columns = declaredFields(entity).flatMap(({ id, column: name, columnType: type }) =>
    name && type ? [{ id, name, type }] : [],
  );
  const children = entity.fields.flatMap(({ child }) => (child ? physicalOf(child) : []));
  return [{ id: entity.id, name: entity.table.name, columns }, ...children];
}

interface Case {
  readonly before: EntityDocument | null;
  readonly after: EntityDocument;
  readonly plan?: unknown;
}
const folder = path.join(root, 'tests/golden/plans');

/** `UPDATE_GOLDEN=1` writes what the plans are now; read the difference before you commit it. */
describe('the plan of an entity', () => {
  it.each(fs.readdirSync(folder).sort())('%s', (name) => {
    const file = path.join(folder, name);
    const { before, after, plan: expected } = JSON.parse(fs.readFileSync(file, 'utf8')) as Case;
    const published = before ? modelWith(before).entity(before.id) : undefined;
    const physical: Physical = published ? { tables: physicalOf(published), indexes: new Set() } : NOTHING;
    const context = { model: modelWith(after), registry, tables: new Tables(physical) };
    const { steps, problems } = planEntity(before ?? undefined, after, context);
    const plan = steps.map((step) => ({
      class: step.class,
      path: step.path.join('.'),
      words: step.words,
      ...(step.probe ? { asks: step.probe.sql } : {}),
      sql: [...step.sql, ...step.after],
    }));
    expect(problems).toEqual([]);
    if (process.env.UPDATE_GOLDEN) fs.writeFileSync(file, `${JSON.stringify({ before, after, plan }, null, 2)}\n`);
    else expect(plan).toEqual(expected);
  });
});
