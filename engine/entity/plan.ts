import type { PlanStep } from '../kernel/api';
import type { EntityDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import type { FieldConversion } from './conversions';
import {
  dropUniqueIndex,
  dropUniqueTogether,
  ensureField,
  ensureTable,
  uniqueIndex,
  uniqueTogether,
  type Ddl,
  type DdlContext,
} from './ddl';
import { swapIn, takeEarlyUnique } from './ddl-convert';
import { diffEntity, type EntityChange } from './diff';
import { quoteIdentifier, quoteTable } from './identifiers';
import { wordsOf, type WordsContext } from './words';

/** A question about the records there are, asked before a step: which values repeat, or how many are empty. */
export interface Probe {
  readonly asks: 'duplicates' | 'missing';
  /** `duplicates`: rows `{value, n}`, most frequent first. `missing`: one row `{n}`. */
  readonly sql: string;
  readonly field: FieldModel;
  /** All of them, where several are unique together. */
  readonly fields?: readonly FieldModel[];
}
export interface PlannedStep extends PlanStep {
  /** To be run when all `sql` of the publication has run. */
  readonly after: readonly string[];
  readonly probe?: Probe;
  /** Id of the field the step is about, if it is about one. */
  readonly field?: string;
}
/** Values that are carried over with the publication, and how what they replace is called from now on. */
export interface Carrying {
  readonly conversions: readonly FieldConversion[];
  readonly stamp: string;
}
const NOTHING_CARRIED: Carrying = { conversions: [], stamp: '' };
export interface EntityPlan {
  readonly steps: readonly PlannedStep[];
  readonly problems: readonly Problem[];
}

/** How dangerous each change is: S0 words only, S1 adds, S2 needs a look at what is there, S4 takes away (restorably). */
const CLASS: { readonly [D in EntityChange['do']]: PlanStep['class'] } = {
  'entity.create': 'S1',
  'entity.rename': 'S2',
  'entity.relabel': 'S0',
  'entity.title': 'S0',
  'entity.describe': 'S0',
  'field.add': 'S1',
  'field.remove': 'S4',
  'field.rename': 'S2',
  'field.relabel': 'S0',
  'field.describe': 'S0',
  'field.require': 'S2',
  'field.unique': 'S2',
  'field.default': 'S0',
  'field.options': 'S0',
  'field.encrypt': 'S3',
  'field.convert': 'S3',
  'field.fill': 'S3',
  'fields.order': 'S0',
  'unique.add': 'S2',
  'unique.remove': 'S0',
  'unique.describe': 'S0',
};
const LOOSENS: ReadonlySet<EntityChange['do']> = new Set(['field.require', 'field.unique']);

/**
 * The steps that bring an entity from one version to the next, in words and SQL. `context.tables` is a working copy of
 * the tables as they are; entities of one publication are planned one after the other with the same copy.
 * @param before the published version, normalized; undefined when there is none
 * @param carrying conversions of this entity whose values change; their columns are there when the statements run
 */
export function planEntity(
  before: EntityDocument | undefined,
  after: EntityDocument,
  context: DdlContext,
  carrying: Carrying = NOTHING_CARRIED,
): EntityPlan {
  const entity = context.model.entity(after.id);
  if (!entity) return { steps: [], problems: [] };
  const problems: Problem[] = [];
  const changes = withFills(diffEntity(before, after), carrying);
  const steps = changes.map((change) => {
    const conversion = 'use' in change ? carriedBy(change, carrying) : undefined;
    const conflict = conversion ? undefined : returnsAsAnotherType(entity, change, context);
    if (conflict) problems.push(conflict);
    return stepOf(entity, change, context, conversion, carrying.stamp);
  });
  return { steps, problems };
}

const CARRIES: ReadonlySet<EntityChange['do']> = new Set([
  'field.add',
  'field.convert',
  'field.encrypt',
  'field.options',
  'field.fill',
]);
const carriedBy = (
  change: Extract<EntityChange, { use: unknown }>,
  { conversions }: Carrying,
): FieldConversion | undefined =>
  CARRIES.has(change.do)
    ? conversions.find(({ field, crypt }) => field.id === change.use.id && (!crypt || change.do !== 'field.options'))
    : undefined;

/** A field that takes the values of others need not have changed itself. */
function withFills(changes: readonly EntityChange[], carrying: Carrying): readonly EntityChange[] {
  const isCarried = ({ field }: FieldConversion): boolean =>
    changes.some((change) => 'use' in change && change.use.id === field.id && CARRIES.has(change.do));
  const fills = carrying.conversions
    .filter((conversion) => !isCarried(conversion))
    .map(({ field, owner, path }): EntityChange => {
      const lines = owner.parent?.field.use;
      return { do: 'field.fill', use: field.use!, path, ...(lines ? { lines } : {}) };
    });
  return [...changes, ...fills];
}

function stepOf(
  entity: EntityModel,
  change: EntityChange,
  context: DdlContext,
  conversion: FieldConversion | undefined,
  stamp: string,
): PlannedStep {
  const isReturning = isThere(entity, change, context);
  // What the records are asked is asked of the names before the step.
  const probe = conversion ? undefined : probeOf(entity, change, context);
  const ddl = conversion ? swapIn(conversion, context, stamp) : ddlOf(entity, change, context);
  const typeLabel = (type: string): Text => context.registry.fieldTypes.get(type)?.label ?? { 'zh-CN': type, en: type };
  const sources = conversion?.converter.from.map(({ label }) => label) ?? [];
  return {
    class: conversion ? 'S3' : isLoosening(change) ? 'S0' : CLASS[change.do],
    document: { kind: 'entity', name: entity.name },
    path: change.path,
    words: sayChange(change, { entity, isReturning: isReturning && !conversion, typeLabel, sources }),
    ...(entity.isPlatform ? { sql: [], after: [] } : ddl),
    ...(probe ? { probe } : {}),
    ...('use' in change ? { field: change.use.id } : {}),
  };
}

/** `wordsOf[change.do]` takes exactly this change; TypeScript cannot follow the key through a union. */
const sayChange = (change: EntityChange, about: WordsContext): Text =>
  (wordsOf[change.do] as (change: EntityChange, about: WordsContext) => Text)(change, about);

const isLoosening = (change: EntityChange): boolean => LOOSENS.has(change.do) && 'on' in change && !change.on;

/** The entity the change is about: the rows of line items are an entity of their own. */
function ownerOf(entity: EntityModel, change: EntityChange): EntityModel {
  const lines = 'lines' in change ? change.lines : undefined;
  return (lines && entity.field(lines.id)?.child) ?? entity;
}

function ddlOf(entity: EntityModel, change: EntityChange, context: DdlContext): Ddl {
  const owner = ownerOf(entity, change);
  const field = 'use' in change ? owner.field(change.use.id) : undefined;
  const only = (sql: readonly string[]): Ddl => ({ sql, after: [] });
  switch (change.do) {
    case 'entity.create':
      return ensureTable(entity, context);
    case 'entity.rename':
      return only([...context.tables.renameTable(entity.id, entity.table.name), ...renameChildren(entity, context)]);
    case 'field.add':
      return field ? ensureField(owner, field, context) : only([]);
    case 'field.rename':
      return only(field ? renameField(owner, field, context) : []);
    case 'field.unique':
      if (!field) return only([]);
      if (!change.on) return only([dropUniqueIndex(field)]);
      return only([takeEarlyUnique(field), uniqueIndex(owner, field, context)]);
    case 'unique.add':
      return only(makeUnique(entity, change, context));
    case 'unique.remove':
      return only([dropUniqueTogether(change.unique)]);
    default:
      return only([]);
  }
}

function makeUnique(
  entity: EntityModel,
  { unique, isChanged }: Extract<EntityChange, { do: 'unique.add' }>,
  context: DdlContext,
): string[] {
  const model = entity.uniques?.find(({ id }) => id === unique.id);
  if (!model) return [];
  return [...(isChanged ? [dropUniqueTogether(unique)] : []), uniqueTogether(entity, model, context)];
}

const renameChildren = (entity: EntityModel, { tables }: DdlContext): string[] =>
  entity.fields.flatMap(({ child }) => (child ? tables.renameTable(child.id, child.table.name) : []));

const renameField = (owner: EntityModel, field: FieldModel, { tables }: DdlContext): string[] =>
  field.child
    ? tables.renameTable(field.child.id, field.child.table.name)
    : tables.renameColumn(owner.id, field.id, field.column!);

/** Whether what the change adds lies in the database from an earlier life. */
function isThere(entity: EntityModel, change: EntityChange, { tables }: DdlContext): boolean {
  if (change.do === 'entity.create') return tables.has(entity.id);
  if (change.do !== 'field.add') return false;
  return tables.has(change.use.id) || tables.column(ownerOf(entity, change).id, change.use.id) !== undefined;
}

function returnsAsAnotherType(
  entity: EntityModel,
  change: EntityChange,
  { tables, registry }: DdlContext,
): Problem | undefined {
  if (change.do !== 'field.add') return undefined;
  const owner = ownerOf(entity, change);
  const field = owner.field(change.use.id);
  const column = tables.column(owner.id, change.use.id);
  if (!field || !column || column.type === field.columnType) return undefined;
  const after = registry.fieldTypes.get(field.type)?.label ?? field.type;
  return problem('entity.typeChanged', [...change.path, 'type'], { field: field.label, before: column.type, after });
}

function probeOf(entity: EntityModel, change: EntityChange, context: DdlContext): Probe | undefined {
  const { tables } = context;
  if (change.do === 'unique.add') return uniqueProbe(entity, change.unique.id, context);
  const asks = asksOf(change);
  if (!asks || !('use' in change)) return undefined;
  const owner = ownerOf(entity, change);
  const field = owner.field(change.use.id);
  const physical = tables.column(owner.id, change.use.id);
  if (!field || !physical) return undefined;
  const [table, column] = [tables.quoted(owner.id), quoteIdentifier(physical.name)];
  const alive = owner.parent ? '' : 'deleted_at is null and ';
  if (asks === 'missing') {
    return { asks, field, sql: `select count(*)::int as n from ${table} where ${alive}${column} is null` };
  }
  const group = owner.parent ? `parent_id, ${column}` : column;
  const sql = `select ${column}::text as value, count(*)::int as n from ${table} where ${alive}${column} is not null group by ${group} having count(*) > 1 order by n desc, value limit 5`;
  return { asks, field, sql };
}

/** Which combinations are there more than once, asked of the columns there are; a new column cannot repeat. */
function uniqueProbe(entity: EntityModel, id: string, { tables, model }: DdlContext): Probe | undefined {
  const unique = entity.uniques?.find((one) => one.id === id);
  const physical = unique?.fields.map((field) => tables.column(entity.id, field.id));
  if (!unique || !physical?.every((column) => column !== undefined)) return undefined;
  const columns = physical.map((column) => quoteIdentifier(column.name));
  const filled = columns.map((column) => `${column} is not null`).join(' and ');
  const said = unique.fields.map((field, i) => saidBy(field, columns[i]!, tables, model));
  const sql = `select concat_ws(' / ', ${said.join(', ')}) as value, count(*)::int as n from ${tables.quoted(entity.id)} where deleted_at is null and ${filled} group by ${columns.join(', ')} having count(*) > 1 order by n desc, value limit 5`;
  return { asks: 'duplicates', field: unique.fields[0]!, fields: unique.fields, sql };
}

/** A value in words: a relation by the title of its record, which nobody could find by an id. */
function saidBy(field: FieldModel, column: string, tables: DdlContext['tables'], model: DdlContext['model']): string {
  const target = field.target === undefined ? undefined : model.entity(field.target);
  const title = target && titleColumn(target, tables);
  if (!target || title === undefined) return `${column}::text`;
  const table = target.isPlatform ? quoteTable(target.table) : tables.quoted(target.id);
  return `coalesce((select x.${quoteIdentifier(title)}::text from ${table} x where x.id = ${column}), ${column}::text)`;
}
function titleColumn(target: EntityModel, tables: DdlContext['tables']): string | undefined {
  const { titleField } = target;
  if (titleField.isEncrypted || titleField.kind === 'record') return undefined;
  return target.isPlatform ? (titleField.column ?? undefined) : tables.column(target.id, titleField.id)?.name;
}

/** A unique field that comes back is asked too: its values may have been repeated while it was hidden. */
function asksOf(change: EntityChange): Probe['asks'] | undefined {
  if (change.do === 'field.require') return change.on ? 'missing' : undefined;
  if (change.do === 'field.unique') return change.on ? 'duplicates' : undefined;
  return change.do === 'field.add' && change.use.unique ? 'duplicates' : undefined;
}
