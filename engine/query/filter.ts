/** Pass 2, for filters: names and rights are resolved, operators checked, conditions on one list of line items joined. */
import { treePathOf } from '../entity/derived/names';
import type { FilterOperator } from '../kernel/contract';
import type { EntityModel, FieldModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import type { Lifted, LiftedFilter, LiftedRelated } from './lift';
import { fieldOf, resolvePath, type Path, type Place } from './names';
import type { Schema } from './source';

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  /** Some row of these line items fulfils it. */
  | { readonly lines: FieldModel; readonly some: Condition }
  | Related
  | { readonly expression: string; readonly entity: EntityModel; readonly place: Place };
/** Some (or none) of the rows of these line items, or of the records that point here, fulfils `where`. */
export interface Related {
  /** The entity of the rows or records. */
  readonly of: EntityModel;
  /** A list of line items of the record; or the relation of `of` that points to it. */
  readonly by: { readonly lines: FieldModel } | { readonly relation: FieldModel };
  readonly isNone: boolean;
  readonly where: Condition | null;
}
export interface Comparison {
  readonly path: Path;
  readonly op: FilterOperator;
  readonly value: Lifted;
  /** Both ends of `between`. */
  readonly values: readonly Lifted[];
  readonly place: Place;
}

const ALWAYS: readonly FilterOperator[] = ['isEmpty', 'notEmpty'];
const OF_IDS: readonly FilterOperator[] = ['eq', 'ne', 'in', 'notIn', 'isMe', 'myDepartment', 'myDepartmentAndBelow'];
const OF_SECRETS: readonly FilterOperator[] = ['eq', 'ne', 'in', 'notIn', ...ALWAYS];
const WITHOUT_VALUE: readonly FilterOperator[] = [
  'isEmpty',
  'notEmpty',
  'isMe',
  'myDepartment',
  'myDepartmentAndBelow',
];
const MAY_BE_NULL: readonly FilterOperator[] = ['eq', 'ne'];

/** What a field can be filtered by: what its type declares, and whether it has a value at all. */
export function operatorsOf(schema: Schema, field: FieldModel): readonly FilterOperator[] {
  if (field.kind === 'lines') return ALWAYS;
  if (field.isEncrypted) return OF_SECRETS;
  const declared = schema.fieldTypes.get(field.type)?.filters ?? [];
  const fitting = field.columnType === 'uuid' && field.kind === 'text' ? OF_IDS.slice(0, 4) : declared;
  return [...new Set([...ALWAYS, ...fitting, ...(field.kind === 'record' ? OF_IDS : []), ...ofTrees(schema, field)])];
}

function ofTrees({ model }: Schema, { kind, target: name }: FieldModel): readonly FilterOperator[] {
  const target = kind === 'record' && name !== undefined ? model.entity(name) : undefined;
  return target && treePathOf(target) !== undefined ? ['below'] : [];
}

export function resolveFilter(schema: Schema, entity: EntityModel, filter: LiftedFilter, place: Place): Condition {
  if ('all' in filter) {
    return { all: oneRow(filter.all.map((f, i) => resolve(schema, entity, f, [...place, 'all', i]))) };
  }
  if ('any' in filter) return { any: filter.any.map((f, i) => resolveFilter(schema, entity, f, [...place, 'any', i])) };
  const resolved = resolve(schema, entity, filter, place);
  return 'path' in resolved ? throughLines([resolved]) : resolved;
}

/** A comparison is left as it is, so that its neighbours about the same line items can be put beside it. */
function resolve(schema: Schema, entity: EntityModel, filter: LiftedFilter, place: Place): Condition {
  if ('all' in filter || 'any' in filter) return resolveFilter(schema, entity, filter, place);
  if ('not' in filter) return { not: resolveFilter(schema, entity, filter.not, [...place, 'not']) };
  if ('of' in filter) return related(schema, entity, filter, place);
  if ('expression' in filter) return { expression: filter.expression, entity, place: [...place, 'expression'] };
  if ('invalid' in filter) return refuse('query.filter', place);
  const path = resolvePath(schema, entity, filter.field, [...place, 'field']);
  const op = filter.op as FilterOperator;
  const { label } = path.field;
  if (!operatorsOf(schema, path.field).includes(op)) {
    refuse(path.field.isEncrypted ? 'query.encrypted' : 'query.operator', [...place, 'op'], { label, op: filter.op });
  }
  const values = filter.values ?? [];
  const isMissing = op === 'between' ? values.length !== 2 || values.includes(null) : filter.value === null;
  if (isMissing && !WITHOUT_VALUE.includes(op) && !MAY_BE_NULL.includes(op)) {
    refuse('query.value', [...place, 'value'], { label, value: '' });
  }
  return { path, op, value: filter.value, values, place: [...place, 'value'] };
}

/** `lines`, or `order.client`: the orders whose client this record is. What the viewer may not read is unknown. */
function related(
  schema: Schema,
  entity: EntityModel,
  { of: name, isNone, where }: LiftedRelated,
  place: Place,
): Condition {
  const at = [...place, isNone ? 'none' : 'some'];
  const inner = (of: EntityModel): Condition | null => where && resolveFilter(schema, of, where, [...place, 'where']);
  const lines = fieldOf(schema, entity, name);
  if (lines?.child) return { of: lines.child, by: { lines }, isNone, where: inner(lines.child) };
  const found = pointingHere(schema, entity, name);
  if (!found) return refuse('query.notRelated', at, { of: name, entity: entity.label });
  return { of: found.of, by: { relation: found.relation }, isNone, where: inner(found.of) };
}

/** The entity and relation `order.client` names, if the viewer may know of both and it leads to `target`. */
function pointingHere(
  schema: Schema,
  target: EntityModel,
  name: string,
): { readonly of: EntityModel; readonly relation: FieldModel } | undefined {
  const [other = '', by = '', ...more] = name.split('.');
  const of = schema.model.entity(other);
  if (!of || of.parent || more.length > 0 || schema.access.scope(of, 'read') === 'none') return undefined;
  const relation = fieldOf(schema, of, by);
  if (relation?.kind !== 'record') return undefined;
  return schema.model.entity(relation.target ?? '')?.id === target.id ? { of, relation } : undefined;
}

/** Conditions that stand together under `all` and speak of the same line items are about one and the same row. */
function oneRow(conditions: readonly Condition[]): Condition[] {
  const byLines = new Map<string, Comparison[]>();
  const others: Condition[] = [];
  for (const condition of conditions) {
    const lines = 'path' in condition ? condition.path.lines : undefined;
    if (!lines) others.push(condition);
    else byLines.set(lines.id, [...(byLines.get(lines.id) ?? []), condition as Comparison]);
  }
  return [...others, ...[...byLines.values()].map(throughLines)];
}

function throughLines(comparisons: readonly Comparison[]): Condition {
  const lines = comparisons[0]?.path.lines;
  const inner: Condition = comparisons.length === 1 ? comparisons[0]! : { all: comparisons };
  return lines ? { lines, some: inner } : inner;
}
