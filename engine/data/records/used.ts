/** Which of many records others point to: one question for each entity that can. */
import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import type { Runner } from '../run';

/**
 * @param ignoring SQL condition on `o` (the pointing record) under which it does not count, and its values from `$2` on
 * @returns those of `ids` that a record outside the trash points to
 */
export async function usedIds(
  runner: Runner,
  model: Model,
  entity: EntityModel,
  ids: readonly string[],
  ignoring?: { readonly text: string; readonly values: readonly unknown[] },
): Promise<ReadonlySet<string>> {
  const parts: string[] = [];
  const skip = ignoring ? ` and not (${ignoring.text})` : '';
  for (const owner of model.entities) {
    if (owner.isPlatform || owner.parent) continue;
    for (const field of owner.fields) {
      if (field.child) {
        for (const column of field.child.fields.filter((inner) => pointsTo(model, inner, entity))) {
          parts.push(
            `select p.id from (select ${idsOf(column)} as id, x.parent_id from ${quoteTable(field.child.table)} x where ${isAny(column)}) p join ${quoteTable(owner.table)} o on o.id = p.parent_id where o.deleted_at is null${skip}`,
          );
        }
      } else if (pointsTo(model, field, entity)) {
        parts.push(
          `select p.id from (select ${idsOf(field)} as id, x.id as owner from ${quoteTable(owner.table)} x where x.deleted_at is null and ${isAny(field)}) p join ${quoteTable(owner.table)} o on o.id = p.owner where true${skip}`,
        );
      }
    }
  }
  if (parts.length === 0 || ids.length === 0) return new Set();
  const rows = await runner.run({ text: parts.join(' union '), values: [ids, ...(ignoring?.values ?? [])] });
  return new Set(rows.map(([id]) => id as string));
}

const pointsTo = (model: Model, field: FieldModel, entity: EntityModel): boolean =>
  !field.system && field.column !== null && field.target !== undefined && model.entity(field.target)?.id === entity.id;
const idsOf = (field: FieldModel): string =>
  field.kind === 'idList' ? `unnest(x.${quoteIdentifier(field.column!)})` : `x.${quoteIdentifier(field.column!)}`;
const isAny = (field: FieldModel): string =>
  `x.${quoteIdentifier(field.column!)} ${field.kind === 'idList' ? '&& $1::uuid[]' : '= any($1::uuid[])'}`;
