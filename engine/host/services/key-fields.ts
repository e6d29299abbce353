/** Which fields an input names: for telling, before a field changes, whose API key would notice. */
import { isObject } from '../../kernel/json';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';

/** Stands for every field: a list or a record asked for without naming any. */
export const WHOLE = '*';
/** Inputs nest like filters do; deeper ones are refused by the operation anyway. */
const DEEPEST = 20;
/** Parts of an input whose keys are names of fields. */
const VALUES = new Set(['values', 'changes']);
/** Where any of these stands, only what is named is asked for. */
const NAMING = ['fields', 'dimensions', 'measures', 'values', 'changes', 'columns'];

/** Entity id → ids of its fields that are named, along relations too; `*` where everything was asked for. */
export function fieldsNamed(model: Model, entity: EntityModel, input: unknown): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>([[entity.id, new Set()]]);
  const add = (owner: EntityModel, id: string): void =>
    void found.set(owner.id, (found.get(owner.id) ?? new Set<string>()).add(id));
  const path = (from: EntityModel, text: string): void => {
    let at: EntityModel | undefined = from;
    for (const name of text.split('.')) {
      const field: FieldModel | undefined = at?.field(name);
      if (!at || !field) return;
      if (!field.system) add(owned(at), field.id);
      at = field.child ?? (field.target === undefined ? undefined : model.entity(field.target));
    }
  };
  const visit = (node: unknown, from: EntityModel, depth: number): void => {
    if (depth > DEEPEST) return;
    if (Array.isArray(node)) return node.forEach((item) => visit(item, from, depth + 1));
    if (!isObject(node)) return;
    const inner = relatedTo(model, from, node.some ?? node.none);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'field' && typeof value === 'string') path(from, value);
      else if (key === 'fields' && Array.isArray(value)) value.forEach((one) => path(from, String(one)));
      else if (VALUES.has(key) && isObject(value)) Object.keys(value).forEach((name) => path(from, name));
      else visit(value, key === 'where' && inner ? inner : from, depth + 1);
    }
  };
  visit(input, entity, 0);
  const asked = isObject(input) && isObject(input.query) ? input.query : input;
  if (isObject(asked) && !NAMING.some((part) => part in asked)) add(entity, WHOLE);
  return found;
}

const owned = (entity: EntityModel): EntityModel => (entity.parent ? owned(entity.parent.entity) : entity);

/** The entity that conditions on related records speak of: `lines`, `order.client`. */
function relatedTo(model: Model, from: EntityModel, name: unknown): EntityModel | undefined {
  if (typeof name !== 'string') return undefined;
  return from.field(name)?.child ?? model.entity(name.split('.')[0]!);
}
