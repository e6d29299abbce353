/** Checks of what belongs to a record, shared by related lists (of pages and forms), key figures and report tiles. */
import { compileExpression } from '../../expression/compile';
import type { Sight } from '../../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import { resolvePath } from '../../kernel/paths';
import { anyBelonging, type Belonging } from '../../kernel/belonging';

type At = Problem['path'];
/** The entity things belong to, among all. */
interface Where {
  readonly entity: EntityModel;
  readonly names: { readonly model: Model };
}
const isSameTarget = (a: FieldModel, b: FieldModel, model: Model): boolean =>
  model.entity(a.target ?? '')?.id === model.entity(b.target ?? '')?.id;

/** Does `field` of `owner` say which record it is about: a relation to it, or its own id? */
const pointsTo = (owner: EntityModel, field: FieldModel, target: EntityModel, model: Model): boolean =>
  (owner.id === target.id && field.name === 'id') ||
  (field.target !== undefined && model.entity(field.target)?.id === target.id);

/** Everything wrong with a belonging, its places below `at`. */
export function checkBelonging(belonging: Belonging, place: Where, at: At): Problem[] {
  const { model } = place.names;
  const entity = model.entity(belonging.entity);
  if (!entity || entity.parent) {
    return [problem('page.unknownRelated', [...at, 'entity'], { entity: belonging.entity })];
  }
  return [...checkVia(belonging, entity, place, at), ...checkWhere(belonging.where, entity, model, at)];
}

function checkVia({ via, match }: Belonging, entity: EntityModel, place: Where, at: At): Problem[] {
  const { model } = place.names;
  const end = resolvePath(model, entity, via);
  if (!end) return [problem('page.unknownField', [...at, 'via'], { entity: entity.label, field: via })];
  if (match === undefined) {
    if (pointsTo(end.entity, end.field, place.entity, model)) return [];
    return [problem('page.notRelated', [...at, 'via'], { via: end.field.label, entity: place.entity.label })];
  }
  const own = place.entity.field(match);
  if (!own) return [problem('page.unknownField', [...at, 'match'], { entity: place.entity.label, field: match })];
  const fits = own.kind === end.field.kind && isSameTarget(own, end.field, model) && !own.child;
  return fits ? [] : [problem('page.badMatch', [...at, 'match'], { via: end.field.label, match: own.label })];
}

function checkWhere(where: string | undefined, entity: EntityModel, model: Model, at: At): Problem[] {
  if (where === undefined) return [];
  const compiled = compileExpression(where, { entity, model }, 'boolean');
  return compiled.ok ? [] : compiled.problems.map((one) => ({ ...one, path: [...at, 'where'] }));
}

/** A field of `entity` along a path, or what is wrong with it. */
export function checkPath(path: string, entity: EntityModel, model: Model, at: At): Problem[] {
  return resolvePath(model, entity, path)
    ? []
    : [problem('page.unknownField', at, { entity: entity.label, field: path })];
}

/** May the viewer know what belongs to the record: the way there, what it is matched with, and the condition? */
export function maySeeBelonging(belonging: Belonging, sight: Sight): boolean {
  const { entity, match } = belonging;
  if (match !== undefined && !sight.canRead(sight.entity, match)) return false;
  return sight.mayAsk({ entity, filter: anyBelonging(belonging), measures: [{ agg: 'count' }] });
}
