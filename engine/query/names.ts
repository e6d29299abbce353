/** Names of a question → entities and fields. A field the viewer may not read is not there at all. */
import { isAtLeast } from '../access/access';
import type { EntityModel, FieldModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import type { Schema, Source } from './source';
import type { Sql } from '../kernel/contract';
import { raw, sql } from './sql';

/** A field, and the way to it. */
export interface Path {
  readonly text: string;
  /** To-one relations from the root, or from the rows of `lines`. */
  readonly steps: readonly FieldModel[];
  /** The line items of the root the path goes through, if it does. */
  readonly lines: FieldModel | undefined;
  /** The entity `field` belongs to. */
  readonly entity: EntityModel;
  readonly field: FieldModel;
}
export type Place = readonly (string | number)[];

/** The entity of a question. One whose records the viewer may not read is unknown. */
export function entityOf(schema: Schema, name: string, place: Place = ['entity']): EntityModel {
  const entity = schema.model.entity(name);
  if (!entity || entity.parent || schema.access.scope(entity, 'read') === 'none') {
    refuse('query.unknownEntity', place, { entity: name });
  }
  return entity;
}

export function fieldOf(
  schema: Schema,
  entity: EntityModel,
  name: string,
  least: 'masked' | 'read' = 'read',
): FieldModel | undefined {
  const field = entity.field(name);
  return field && isAtLeast(schema.access.right(entity, field), least) ? field : undefined;
}

/** A masked field is seen, so it may be named; one that may not be read is as one that never was. */
function refuseField(schema: Schema, entity: EntityModel, name: string, text: string, place: Place): never {
  const masked = fieldOf(schema, entity, name, 'masked');
  if (masked) return refuse('query.masked', place, { label: masked.label });
  return refuse('query.unknownField', place, { field: text });
}

/**
 * `region.manager.name` from `root`. Line items may be passed once, as the first step.
 * @param least `masked` where the value is only shown; what is asked for must be readable
 */
export function resolvePath(
  schema: Schema,
  root: EntityModel,
  text: string,
  place: Place,
  least: 'masked' | 'read' = 'read',
): Path {
  const segments = text.split('.');
  const steps: FieldModel[] = [];
  let lines: FieldModel | undefined;
  let entity = root;
  for (const [i, segment] of segments.entries()) {
    const isLast = i === segments.length - 1;
    const field = fieldOf(schema, entity, segment, isLast ? least : 'read');
    if (!field) return refuseField(schema, entity, segment, text, place);
    if (isLast) return { text, steps, lines, entity, field };
    const next = field.child ?? (field.kind === 'record' ? schema.model.entity(field.target ?? '') : undefined);
    if (!next || (field.child && i > 0)) return refuse('query.notARelation', place, { field: text });
    if (field.child) lines = field;
    else steps.push(field);
    entity = next;
  }
  return refuse('query.unknownField', place, { field: text });
}

/** The table a path ends at, joined as far as needed. `start` is the root, or the rows of the path's line items. */
export const sourceOf = (start: Source, path: Path): Source =>
  path.steps.reduce((source, step) => source.to(step), start);

export const columnOf = (start: Source, path: Path): Sql => sourceOf(start, path).column(path.field);

/** Title of the record a relation points to, as far as it may be asked for; null where the viewer may not read it. */
export function titleOf(source: Source, relation: FieldModel): Sql {
  const target = source.to(relation);
  const { titleField } = target.entity;
  return titleField.column === null ? raw('null') : sql`${target.column(titleField)}::text`;
}
