/** Paths along relations. Pure: browser and server share it. */
import type { EntityModel, FieldModel, Model } from './model';

/** The entity and field a path ends in. */
export interface Place {
  readonly entity: EntityModel;
  readonly field: FieldModel;
}

/** Follows `region.manager.name` (or `lines.product`) from an entity; undefined where it leads nowhere. */
export function resolvePath(model: Model, from: EntityModel, path: string): Place | undefined {
  let entity: EntityModel | undefined = from;
  let place: Place | undefined;
  for (const name of path.split('.')) {
    const field: FieldModel | undefined = entity?.field(name);
    if (!entity || !field) return undefined;
    place = { entity, field };
    entity = field.child ?? (field.target === undefined ? undefined : model.entity(field.target));
  }
  return place;
}
