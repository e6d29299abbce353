import type { EntityModel, FieldModel, Model } from '../../kernel/model';

/** What a roll-up sums up: the records (or rows of line items) that belong to a record. */
export interface Children {
  readonly entity: EntityModel;
  /** The child's field that holds the id of the record it belongs to. */
  readonly link: FieldModel;
  /** The line items field of the parent, when the children are its rows. */
  readonly lines: FieldModel | undefined;
}

/** `items` (line items) or `order.customer` (records whose relation points here); undefined where it leads nowhere. */
export function childrenOf(model: Model, entity: EntityModel, text: string): Children | undefined {
  const [first, relation] = text.split('.') as [string, string | undefined];
  return relation === undefined ? rowsOf(entity.field(first)) : pointing(model, entity, model.entity(first), relation);
}

function rowsOf(lines: FieldModel | undefined): Children | undefined {
  const link = lines?.child?.field('parent_id');
  return lines?.child && link ? { entity: lines.child, link, lines } : undefined;
}

function pointing(
  model: Model,
  entity: EntityModel,
  child: EntityModel | undefined,
  relation: string,
): Children | undefined {
  const link = child?.field(relation);
  if (!child || link?.kind !== 'record' || link.column === null || link.target === undefined) return undefined;
  return model.entity(link.target)?.id === entity.id ? { entity: child, link, lines: undefined } : undefined;
}
