/** From what the database computes now to what it has to compute for a model: statements, and which values are new. */
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { indexName } from '../ddl';
import { quoteText } from '../identifiers';
import { directReads } from './reads';
import { isTree, q, sequenceOf, tableOf, touchColumn, treeColumn } from './names';
import { numberAll, numbersOf } from './numbers';
import { fullOf, hiddenColumns, rollupsOf } from './rollups';
import { checksum, triggersOf } from './triggers';
import { treeAll } from './trees';

/** What the database has; read by engine/data/derived. */
export interface DerivedState {
  /** Checksums of functions, by name. */
  readonly functions: ReadonlyMap<string, string>;
  /** Field id → how its stored values were computed. */
  readonly fields: ReadonlyMap<string, string>;
}
export const NOTHING_DERIVED: DerivedState = { functions: new Map(), fields: new Map() };

export interface DerivedPlan {
  readonly sql: readonly string[];
  /** Fields whose values are computed for every record there is. */
  readonly computed: readonly { readonly entity: EntityModel; readonly field: FieldModel }[];
}

interface Stored {
  readonly entity: EntityModel;
  readonly field: FieldModel;
  /** Columns, indexes and sequences that must be there before the triggers. */
  readonly before: readonly string[];
  /** Computes the values of all records. */
  readonly fill: readonly string[];
}

/** Run after every table and column of the publication is there. */
export function planDerived(model: Model, state: DerivedState): DerivedPlan {
  const triggers = triggersOf(model);
  const names = new Set(triggers.map(({ name }) => name));
  const gone = [...state.functions.keys()].filter((name) => !names.has(name));
  const made = triggers.filter(({ name, text }) => state.functions.get(name) !== text);
  const stored = storedOf(model);
  const signatures = new Map(stored.map(({ entity, field }) => [field.id, signatureOf(model, entity, field)]));
  const fresh = stored.filter(({ field }) => state.fields.get(field.id) !== signatures.get(field.id));
  const forgotten = [...state.fields.keys()].filter((id) => !signatures.has(id));
  return {
    sql: [
      ...gone.map((name) => `drop function if exists data.${q(name)}() cascade`),
      ...fresh.flatMap(({ before }) => before),
      ...made.flatMap(({ sql }) => sql),
      ...fresh.flatMap(({ fill }) => fill),
      ...fresh.map(({ field }) => remember(field.id, signatures.get(field.id)!)),
      ...forgotten.map((id) => `delete from public.derived_field where field_id = ${quoteText(id)}`),
    ],
    computed: fresh,
  };
}

const remember = (id: string, signature: string): string =>
  `insert into public.derived_field (field_id, signature) values (${quoteText(id)}, ${quoteText(signature)}) on conflict (field_id) do update set signature = excluded.signature`;

/** How a value is computed, by the ids of what it reads: a rename computes nothing again. */
function signatureOf(model: Model, entity: EntityModel, field: FieldModel): string {
  const { derived } = field;
  if (!derived) return 'tree';
  const reads = directReads(model, entity, derived.computation).map(
    (read) => `${read.field.id} ${read.field.columnType}`,
  );
  const { field: _field, children: _children, ...how } = { field: '', children: '', ...derived.computation };
  return checksum(JSON.stringify([how, field.options, reads]));
}

function storedOf(model: Model): readonly Stored[] {
  const all = model.entities.flatMap((entity) => [entity, ...entity.fields.flatMap(({ child }) => child ?? [])]);
  return all
    .filter((entity) => !entity.isPlatform)
    .flatMap((entity) => [...trees(entity), ...numbers(entity), ...rollups(model, entity), ...formulas(entity)]);
}

const trees = (entity: EntityModel): Stored[] =>
  entity.fields.filter(isTree).map((field) => ({
    entity,
    field,
    before: [
      `alter table ${tableOf(entity)} add column if not exists ${q(treeColumn(field))} text`,
      `create index if not exists ${indexName('ix_tp', field)} on ${tableOf(entity)} (${q(treeColumn(field))} text_pattern_ops)`,
    ],
    fill: [treeAll(entity, field)],
  }));

const numbers = (entity: EntityModel): Stored[] =>
  numbersOf(entity).map((number) => ({
    entity,
    field: number.field,
    before: [
      `create sequence if not exists ${sequenceOf(number.field)}`,
      // Numbers go on behind the highest there is, whatever the pattern was before.
      `delete from public.number_counter where field_id = ${quoteText(number.field.id)}`,
    ],
    fill: [numberAll(number)],
  }));

const rollups = (model: Model, entity: EntityModel): Stored[] =>
  rollupsOf(model, entity).map((rollup) => ({
    entity,
    field: rollup.field,
    before: [
      ...hiddenColumns(rollup).map(
        ([column, type]) => `alter table ${tableOf(entity)} add column if not exists ${q(column)} ${type}`,
      ),
      ...sourceIndex(rollup),
    ],
    fill: [
      `update ${tableOf(entity)} p set ${fullOf(rollup, 'p')
        .map(([column, value]) => `${q(column)} = ${value}`)
        .join(', ')}`,
    ],
  }));

/** The smallest and largest are read off the end of an index, however many children there are. */
function sourceIndex({ aggregate, child, link, source, field }: ReturnType<typeof rollupsOf>[number]): string[] {
  if (!source || (aggregate !== 'min' && aggregate !== 'max')) return [];
  const alive = child.parent ? '' : ' where deleted_at is null';
  return [
    `create index if not exists ${indexName('ix_ru', field)} on ${tableOf(child)} (${q(link.column!)}, ${q(source.column!)})${alive}`,
  ];
}

const formulas = (entity: EntityModel): Stored[] =>
  entity.fields
    .filter((field) => field.derived?.computation.by === 'expression' && field.column !== null)
    .map((field) => ({
      entity,
      field,
      before: [],
      fill: [`update ${tableOf(entity)} set ${touchColumn(entity)} = ${touchColumn(entity)}`],
    }));
