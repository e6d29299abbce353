/** Trees: each record knows the path of ids from the root to itself, so that "in X and below" is one range of an index. */
import type { EntityModel, FieldModel } from '../../kernel/model';
import { quoteText } from '../identifiers';
import { isTree, q, tableOf, treeColumn } from './names';

export const treesOf = (entity: EntityModel): readonly FieldModel[] => entity.fields.filter(isTree);

/** Raised when a record would be above itself; records-errors makes a sentence of it. */
export const TREE_CYCLE = 'TRTRE';

/** One lock for a tree: those who add share it, who moves something has it alone. */
const lockOf = (field: FieldModel): string => `hashtextextended(${quoteText(`tree ${field.id}`)}, 0)`;

/** Before a row is written. `above` is a text of the function. */
export function treeBefore(entity: EntityModel, field: FieldModel): string {
  const [parent, path] = [`new.${q(field.column!)}`, `new.${q(treeColumn(field))}`];
  const refuse = `raise exception using errcode = '${TREE_CYCLE}', message = 'a record cannot be above itself', constraint = ${quoteText(`tree_${field.id}`)};`;
  return `
  if tg_op = 'INSERT' or ${parent} is distinct from old.${q(field.column!)} or ${path} is null then
    if tg_op = 'UPDATE' then perform pg_advisory_xact_lock(${lockOf(field)});
    elsif ${parent} is not null then perform pg_advisory_xact_lock_shared(${lockOf(field)});
    end if;
    if ${parent} = new.id then ${refuse} end if;
    above := '';
    if ${parent} is not null then
      select t.${q(treeColumn(field))} into above from ${tableOf(entity)} t where t.id = ${parent};
    end if;
    if position(new.id::text in above) > 0 then ${refuse} end if;
    ${path} := coalesce(above, '') || new.id::text || '/';
  end if;`;
}

/** After rows were updated: what hangs below a record that was moved follows it. \`moved\` is a record of the function. */
export function treeAfter(entity: EntityModel, field: FieldModel): string {
  const [parent, path] = [q(field.column!), q(treeColumn(field))];
  return `
  for moved in
    select n.id, o.${path} as was, n.${path} as now from new_rows n join old_rows o on o.id = n.id
     where n.${parent} is distinct from o.${parent} and o.${path} is not null
  loop
    update ${tableOf(entity)} t set ${path} = moved.now || substr(t.${path}, length(moved.was) + 1)
     where t.${path} ~>=~ moved.was and t.${path} ~<~ (moved.was || '~') and t.id <> moved.id;
  end loop;`;
}

/** The paths of all records that have none yet, from the roots down. */
export function treeAll(entity: EntityModel, field: FieldModel): string {
  const [table, parent, path] = [tableOf(entity), q(field.column!), q(treeColumn(field))];
  return `with recursive tree as (
  select id, id::text || '/' as path from ${table} where ${parent} is null
  union all
  select t.id, tree.path || t.id::text || '/' from ${table} t join tree on t.${parent} = tree.id
) update ${table} t set ${path} = tree.path from tree where tree.id = t.id and t.${path} is distinct from tree.path`;
}
