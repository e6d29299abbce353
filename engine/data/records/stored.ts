/** A record as it is kept, without rights: what a change is compared with. */
import type { RecordAction } from '../../access/access';
import { isByRow, type Standing } from '../../access/rows';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { planName } from '../../query/compile';
import { Lru } from '../../query/lru';
import { Source, type Schema } from '../../query/source';
import { bind, identifier, join, render, Slot, sql, type Compiled } from '../../query/sql';
import type { Asking } from '../../query/compile';
import type { Runner } from '../run';
import { opened } from '../secrets/values';
import { columnFields, lineFields } from './statements';
import type { Row, Values } from './receive';
import { standingColumns, standingOf } from './standing';

export interface Stored {
  readonly id: string;
  readonly rev: number;
  readonly values: Values;
  /** How the viewer stands to it, where rights differ from record to record. */
  readonly standing?: Standing;
}
interface StoredStatement extends Compiled {
  readonly name: string;
  readonly fields: readonly FieldModel[];
  readonly isByRow: boolean;
}
const statements = new Lru<StoredStatement>(1000);

interface ReadOptions {
  readonly action: RecordAction;
  readonly trash?: boolean;
}

/** The record, if it is inside the row scope of `action`; undefined otherwise. Takes no lock. */
export async function readStored(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  id: string,
  asking: Asking,
  options: ReadOptions,
): Promise<Stored | undefined> {
  return (await readManyStored(runner, schema, entity, [id], asking, options)).get(id);
}

/** The records of these ids that are inside the row scope of `action`, by id. One question for all. Takes no lock. */
export async function readManyStored(
  runner: Runner,
  schema: Schema,
  entity: EntityModel,
  ids: readonly string[],
  asking: Asking,
  options: ReadOptions,
): Promise<ReadonlyMap<string, Stored>> {
  const key = `${schema.access.key} ${options.action} ${options.trash ?? false} ${entity.id}`;
  const compiled = statements.get(key, () => compileStored(schema, entity, options));
  const values = bind(compiled, { ...asking, inputs: [ids] });
  const rows = await runner.run({ text: compiled.text, values, name: compiled.name });
  return new Map(rows.map((row) => [row[0] as string, storedOf(schema, entity, compiled, row)]));
}

function storedOf(schema: Schema, entity: EntityModel, compiled: StoredStatement, row: readonly unknown[]): Stored {
  const id = row[0] as string;
  const kept: { [field: string]: unknown } = {};
  compiled.fields.forEach((field, i) => {
    const value = row[i + 2] ?? null;
    kept[field.name] =
      value instanceof Date ? value.toISOString() : opened(schema, { entity, field, record: id }, value);
  });
  // System values are compared with what a caller sends back, so that they may stay in a form's values.
  const flags = row.slice(compiled.fields.length + 2);
  return {
    id,
    rev: Number(row[1]),
    values: { ...kept, id, rev: String(row[1]) },
    ...(compiled.isByRow ? { standing: standingOf(schema, entity, flags) } : {}),
  };
}

function compileStored(schema: Schema, entity: EntityModel, options: ReadOptions): StoredStatement {
  const root = new Source(schema, entity, 't', { ...options, isRaw: true });
  const fields = [
    ...columnFields(entity),
    ...entity.fields.filter((field) => field.system && field.name !== 'id' && field.name !== 'rev'),
    ...lineFields(entity),
  ];
  const columns = fields.map((field) => (field.child ? rowsSql(root, field) : root.column(field)));
  const ids = new Slot(({ inputs }) => inputs[0]);
  const byRow = isByRow(schema.access, entity);
  const flags = byRow ? standingColumns(root) : [];
  const selected = join([root.named('id'), root.named('rev'), ...columns, ...flags], ', ');
  const compiled = render(sql`select ${selected} from ${root.from()} where ${root.named('id')} = any(${ids}::uuid[])`);
  return { ...compiled, name: planName(schema.model.version, compiled.text), fields, isByRow: byRow };
}

/** Line items as they are kept: `[{id, …columns}]`, decimals as text. */
function rowsSql(root: Source, field: FieldModel): ReturnType<typeof sql> {
  const rows = root.beside(field.child!, 'l');
  const cells = columnFields(field.child!).map((column) => {
    const value = rows.column(column);
    const exact = column.columnType === 'numeric' || column.columnType === 'bigint' ? sql`${value}::text` : value;
    return sql`${exact} as ${identifier(column.name)}`;
  });
  const selected = join([sql`${rows.named('id')} as "id"`, ...cells], ', ');
  const where = sql`${rows.named('parent_id')} = ${root.named('id')}`;
  const position = rows.named('position');
  return sql`(select json_agg(row_to_json(q)) from (select ${selected} from ${rows.from()} where ${where} order by ${position}) q)`;
}

/** Ids of the rows a record has now, by field name. */
export const rowIdsOf = (entity: EntityModel, values: Values): { readonly [field: string]: ReadonlySet<string> } =>
  Object.fromEntries(
    lineFields(entity).map((field) => [
      field.name,
      new Set(((values[field.name] as readonly Row[] | null) ?? []).map((row) => row.id!)),
    ]),
  );
