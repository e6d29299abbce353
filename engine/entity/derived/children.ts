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
  if (relation === undefined) {
    const lines = entity.field(first);
    const link = lines?.child?.field('parent_id');
    return lines?.child && link ? { entity: lines.child, link, lines } : undefined;
  }
  const child = model.entity(first);
  const link = child?.field(relation);
  const target = link?.kind === 'record' && link.target !== undefined ? model.entity(link.target) : undefined;
  if (!child || !link || link.column === null || target?.id !== entity.id) return undefined;
  return { entity: child, link, lines: undefined };
}
