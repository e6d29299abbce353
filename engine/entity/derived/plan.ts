/** From what the database computes now to what it has to compute for a model: statements, and which values are new. */
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { indexName } from '../ddl';
import { quoteText } from '../identifiers';
import { directReads } from './reads';
import { isTree, q, sequenceOf, tableOf, touchColumn, treeColumn } from './names';
import { numberAll, numbersOf } from './numbers';
import { fullOf, hiddenColumns, rollupsOf, type Rollup } from './rollups';
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

export interface DerivedField {
  readonly entity: EntityModel;
  readonly field: FieldModel;
}
export interface DerivedPlan {
  readonly sql: readonly string[];
  /** Fields whose values are computed for every record there is. */
  readonly computed: readonly DerivedField[];
  /** Those of them that are computed after the publication, what is read before what reads it. */
  readonly late: readonly DerivedField[];
}
export interface DerivedHow {
  /** Ids of fields whose values become others with the publication: what reads them is computed anew. */
  readonly changed?: ReadonlySet<string>;
  /** Whether there are too many records to compute a value for each inside the publication. */
  readonly isLate?: (of: DerivedField) => boolean;
}

interface Stored {
  readonly entity: EntityModel;
  readonly field: FieldModel;
  /** Columns, indexes and sequences that must be there before the triggers. */
  readonly before: readonly string[];
  /** Computes the values of all records. */
  readonly fill: readonly string[];
}

/**
 * Run after every table and column of the publication is there. Columns of late fields must be empty then: from the first
 * moment on triggers keep their values, and what stands there is nothing or right (engine/data/derived/fill).
 */
export function planDerived(model: Model, state: DerivedState, how: DerivedHow = {}): DerivedPlan {
  const triggers = triggersOf(model);
  const names = new Set(triggers.map(({ name }) => name));
  const gone = [...state.functions.keys()].filter((name) => !names.has(name));
  const made = triggers.filter(({ name, text }) => state.functions.get(name) !== text);
  const stored = storedOf(model);
  const signatures = new Map(stored.map(({ entity, field }) => [field.id, signatureOf(model, entity, field)]));
  const isFresh = ({ entity, field }: Stored): boolean =>
    state.fields.get(field.id) !== signatures.get(field.id) ||
    (how.changed !== undefined && readsAny(model, entity, field, how.changed));
  const first = stored.filter(isFresh);
  const lateIds = lateOf(model, stored, first, how.isLate);
  const fresh = stored.filter((one) => first.includes(one) || lateIds.has(one.field.id));
  const forgotten = [...state.fields.keys()].filter((id) => !signatures.has(id));
  return {
    sql: [
      ...gone.map((name) => `drop function if exists data.${q(name)}() cascade`),
      ...fresh.flatMap(({ before }) => before),
      ...made.flatMap(({ sql }) => sql),
      ...fresh.filter(({ field }) => !lateIds.has(field.id)).flatMap(({ fill }) => fill),
      ...fresh.map(({ field }) => remember(field.id, signatures.get(field.id)!)),
      ...forgotten.map((id) => `delete from public.derived_field where field_id = ${quoteText(id)}`),
    ],
    computed: fresh,
    late: inOrder(
      model,
      fresh.filter(({ field }) => lateIds.has(field.id)),
    ),
  };
}

const readsAny = (model: Model, entity: EntityModel, { derived }: FieldModel, ids: ReadonlySet<string>): boolean =>
  derived !== undefined && directReads(model, entity, derived.computation).some(({ field }) => ids.has(field.id));

/**
 * Which fields are computed after the publication. Whatever reads a late one is late too: a sum of values that are not
 * there yet would be a sum of some of them.
 */
function lateOf(
  model: Model,
  stored: readonly Stored[],
  fresh: readonly Stored[],
  isLate: DerivedHow['isLate'],
): ReadonlySet<string> {
  const late = new Set(fresh.filter((one) => isRecomputable(one.field) && isLate?.(one)).map(({ field }) => field.id));
  for (let size = -1; size !== late.size;) {
    size = late.size;
    for (const { entity, field } of stored) if (readsAny(model, entity, field, late)) late.add(field.id);
  }
  return late;
}
const RECOMPUTABLE: ReadonlySet<string> = new Set(['expression', 'children']);
/** Numbers are given once; a path is made of the paths above. */
const isRecomputable = ({ derived }: FieldModel): boolean =>
  derived !== undefined && RECOMPUTABLE.has(derived.computation.by);

/** Each after those it reads. */
function inOrder<T extends DerivedField>(model: Model, list: readonly T[]): readonly T[] {
  const byId = new Map(list.map((one) => [one.field.id, one]));
  const ordered = new Set<T>();
  const visit = (one: T, open: ReadonlySet<T>): void => {
    if (ordered.has(one) || open.has(one)) return;
    for (const { field } of directReads(model, one.entity, one.field.derived!.computation)) {
      const read = byId.get(field.id);
      if (read) visit(read, new Set([...open, one]));
    }
    ordered.add(one);
  };
  for (const one of list) visit(one, new Set());
  return [...ordered];
}

const remember = (id: string, signature: string): string =>
  `insert into public.derived_field (field_id, signature) values (${quoteText(id)}, ${quoteText(signature)}) on conflict (field_id) do update set signature = excluded.signature, computing = null`;

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
function sourceIndex({ aggregate, child, link, source, field }: Rollup): string[] {
  if (!source || !HAS_ENDS.has(aggregate)) return [];
  return [
    `create index if not exists ${indexName('ix_ru', field)} on ${tableOf(child)} (${q(link.column!)}, ${q(source.column!)})${aliveOf(child)}`,
  ];
}
const HAS_ENDS: ReadonlySet<string> = new Set(['min', 'max']);
const aliveOf = (child: EntityModel): string => (child.parent ? '' : ' where deleted_at is null');

/** That index, for whoever builds it before. */
export function endsIndex(model: Model, entity: EntityModel, field: FieldModel) {
  const rollup = rollupsOf(model, entity).find((one) => one.field.id === field.id);
  if (!rollup?.source || !HAS_ENDS.has(rollup.aggregate)) return undefined;
  const { child, link, source } = rollup;
  return { child, name: `ix_ru_${field.id}`, columns: [link, source], where: aliveOf(child) };
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
