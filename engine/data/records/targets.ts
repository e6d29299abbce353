/** Relations must lead to records that exist and that the writer may read; files to files that are the writer's own. */
import type { EntityModel, FieldModel } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import type { Asking } from '../../query/compile';
import { Source, type Schema } from '../../query/source';
import { bind, join, render, sql } from '../../query/sql';
import type { Runner } from '../run';
import type { Row, Values } from './receive';

interface Reference {
  /** Entity name, or `undefined` for files. */
  readonly target: EntityModel | undefined;
  readonly id: string;
  readonly field: FieldModel;
  readonly path: readonly (string | number)[];
}

/** What is known of a record or file that a reference leads to; names, kinds and origins of files only. */
interface Found {
  readonly name: string;
  readonly mime: string;
  /** How a photo or signature came about (file_evidence.source); '' where it does not say. */
  readonly source: string;
}

/** @param before stored values; a reference that was there before is not asked for again */
export async function checkTargets(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  records: readonly {
    readonly values: Values;
    readonly before?: Values;
    readonly path: readonly (string | number)[];
  }[],
  asking: Asking,
): Promise<Problem[]> {
  if (!entity.fields.some(leadsOn)) return [];
  const references = records.flatMap(({ values, before, path }) => collect(schema, entity, values, before, path));
  if (references.length === 0) return [];
  const found = await find(runner, schema, references, asking);
  return references.flatMap((reference) => wrongWith(schema, reference, found.get(keyOf(reference))));
}

const leadsOn = (field: FieldModel): boolean =>
  !field.system && (field.child !== undefined || field.kind === 'record' || field.kind === 'idList');

function wrongWith(schema: Schema, { field, path, target }: Reference, found: Found | undefined): Problem[] {
  const code = target ? 'record.unknownTarget' : 'record.unknownFile';
  if (!found) return [problem(code, path, { label: field.label })];
  const fault = target ? undefined : schema.fieldTypes.get(field.type)?.fileFault?.(found, field.options);
  if (!fault) return [];
  const sentence = fault === 'kind' ? 'record.fileKind' : 'record.fileOrigin';
  return [problem(sentence, path, { label: field.label, file: found.name.slice(0, 80) })];
}

const keyOf = (reference: Pick<Reference, 'target' | 'id'>): string => `${reference.target?.id ?? ''} ${reference.id}`;

function collect(
  schema: Schema,
  entity: EntityModel,
  values: Values,
  before: Values | undefined,
  path: readonly (string | number)[],
): Reference[] {
  return entity.fields.flatMap((field): Reference[] => {
    const value = values[field.name];
    if (field.system || value === null || value === undefined) return [];
    const at = [...path, field.name];
    if (field.child) {
      const old = new Map(((before?.[field.name] as readonly Row[] | null) ?? []).map((row) => [row.id, row]));
      return (value as readonly Row[]).flatMap((row, i) =>
        collect(schema, field.child!, row, old.get(row.id), [...at, i]),
      );
    }
    const target = field.target === undefined ? undefined : schema.model.entity(field.target);
    if (field.kind === 'record' && target) {
      return before?.[field.name] === value ? [] : [{ target, id: value as string, field, path: at }];
    }
    if (field.kind !== 'idList') return [];
    const known = new Set((before?.[field.name] as readonly string[] | null) ?? []);
    return (value as readonly string[]).flatMap((id, i) =>
      known.has(id) ? [] : [{ target, id, field, path: [...at, i] }],
    );
  });
}

/** One question for all of them. */
async function find(
  runner: Runner,
  schema: Schema,
  references: readonly Reference[],
  asking: Asking,
): Promise<ReadonlyMap<string, Found>> {
  const byTarget = new Map<EntityModel | undefined, string[]>();
  for (const { target, id } of references) byTarget.set(target, [...(byTarget.get(target) ?? []), id]);
  const parts = [...byTarget].map(([target, ids], i) => {
    if (!target) {
      return sql`select '' as entity, id, name, mime, (select e.source from public.file_evidence e where e.file_id = file.id) as source from public.file where id = any(${ids}::uuid[]) and record_id is null and by_id = ${asking.viewer.id}::uuid`;
    }
    const source = new Source(schema, target, `r${i}`);
    const id = source.named('id');
    return sql`select ${target.id}::text as entity, ${id} as id, null::text as name, null::text as mime, null::text as source from ${source.from()} where ${id} = any(${ids}::uuid[])`;
  });
  const compiled = render(join(parts, ' union all '));
  const rows = await runner.run({ text: compiled.text, values: bind(compiled, { ...asking, inputs: [] }) });
  return new Map(
    rows.map(([target, id, name, mime, source]) => [
      `${target as string} ${id as string}`,
      {
        name: (name as string | null) ?? '',
        mime: (mime as string | null) ?? '',
        source: (source as string | null) ?? '',
      },
    ]),
  );
}

/** New files belong to the record from now on: they are readable by those who may read the field. */
export async function attachFiles(
  runner: Runner,
  entity: EntityModel,
  records: readonly { readonly id: string; readonly values: Values }[],
): Promise<void> {
  for (const field of entity.fields) {
    if (!field.child && field.kind !== 'idList') continue;
    for (const { id, values } of records) {
      const files = filesIn(field, values[field.name]);
      if (files.length === 0) continue;
      const text =
        'update public.file set entity_id = $1, record_id = $2, field_id = $3 where id = any($4::uuid[]) and record_id is null';
      await runner.run({ text, values: [entity.id, id, field.id, files] });
    }
  }
}

/** Ids of the files in a value; in line items those of all rows, which are the line items' own. */
function filesIn(field: FieldModel, value: unknown): readonly string[] {
  if (!Array.isArray(value) || field.system) return [];
  if (field.child) {
    return value.flatMap((row: Row) => field.child!.fields.flatMap((column) => filesIn(column, row[column.name])));
  }
  return field.kind === 'idList' && field.target === undefined ? (value as readonly string[]) : [];
}
