/** Which field type and options the values of a derived field have, found in the documents before there is a model. */
import type { FieldShape } from '../../kernel/contract';
import type { EntityDocument, FieldUse } from '../../kernel/documents.generated';
import { isObject } from '../../kernel/json';
import type { Registry } from '../../kernel/registry';
import { childSystemFields, RECORD_SYSTEM_FIELDS } from '../system';

/** `siblings`: the fields declared with it; `parent`: the entity whose line items they are columns of. */
export type ShapeOf = (use: FieldUse, siblings: readonly FieldUse[], parent?: string) => FieldShape | undefined;

/** A field named along `items.price` or by its own name. Former names count. */
const named = (uses: readonly FieldUse[], name: string): FieldUse | undefined =>
  uses.find((use) => use.name === name || use.id === name) ?? uses.find((use) => use.aliases?.includes(name));

const columnsOf = (use: FieldUse | undefined): readonly FieldUse[] => {
  const list = use?.options?.fields;
  return Array.isArray(list) ? (list as readonly unknown[]).filter((item): item is FieldUse => isObject(item)) : [];
};

/** Fields declared together; `parent` is the entity whose line items they are columns of. */
interface Home {
  readonly uses: readonly FieldUse[];
  readonly parent?: string | undefined;
}

/** `items.price`: the columns of the line items. */
function insideLines(home: Home, name: string, entity: string | undefined): Home | undefined {
  const [first, column] = name.split('.') as [string, string | undefined];
  const lines = column === undefined ? undefined : named(home.uses, first);
  return lines && { uses: columnsOf(lines), parent: entity ?? '' };
}

function systemShape(name: string, parent: string | undefined): FieldShape | undefined {
  const fields = parent === undefined ? RECORD_SYSTEM_FIELDS : childSystemFields(parent);
  const field = fields.find((f) => f.name === name);
  return field && { type: field.type, options: field.options, target: field.target };
}

/** Deeper chains of derived fields than people make; also ends circles, which `checkDerived` reports. */
const DEEPEST = 12;

export function shapes(
  documentOf: (name: string) => EntityDocument | undefined,
  registry: Pick<Registry, 'fieldTypes'>,
): ShapeOf {
  const shapeOf = (
    use: FieldUse,
    siblings: readonly FieldUse[],
    parent: string | undefined,
    depth: number,
  ): FieldShape | undefined => {
    const type = registry.fieldTypes.get(use.type);
    const options = use.options ?? {};
    if (!type || depth > DEEPEST) return undefined;
    if (!type.derive) return { type: use.type, options, target: type.target?.(options) };
    const find = (name: string, entity?: string): FieldShape | undefined => {
      const document = entity === undefined ? undefined : documentOf(entity);
      if (entity !== undefined && !document) return undefined;
      const home: Home = document ? { uses: document.fields } : { uses: siblings, parent };
      const at = named(home.uses, name) ? home : (insideLines(home, name, document?.name) ?? home);
      const last = name.split('.').at(-1)!;
      const found = named(at.uses, last);
      return found ? shapeOf(found, at.uses, at.parent, depth + 1) : systemShape(last, at.parent);
    };
    return type.derive.shape(options, { field: find });
  };
  return (use, siblings, parent) => shapeOf(use, siblings, parent, 0);
}
