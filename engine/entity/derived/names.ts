/** Physical names and pieces of SQL that the derived values share. Made of ids, so that they outlive every rename. */
import type { Sql } from '../../kernel/contract';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { quoteIdentifier, quoteTable, quoteText } from '../identifiers';

/** Days, months and years of stored values are those of the platform's own clock, not of whoever happens to write. */
export const PLATFORM_TIME_ZONE = 'Asia/Shanghai';

/** Path of ids from the root to the record itself, each ended by `/`, beside a tree's relation. */
export const treeColumn = (field: FieldModel): string => `tp_${field.id}`;
/** How many values an average is of, and their sum. */
export const countColumn = (field: FieldModel): string => `dn_${field.id}`;
export const sumColumn = (field: FieldModel): string => `ds_${field.id}`;
export const sequenceOf = (field: FieldModel): string => quoteTable({ schema: 'data', name: `seq_${field.id}` });

export const tableOf = (entity: EntityModel): string => quoteTable(entity.table);
export const q = quoteIdentifier;

/** Written into the body of a function, where there are no parameters. */
export function inline({ parts, values }: Sql): string {
  return parts.reduce((all, part, i) => `${all}${literal(values[i - 1])}${part}`);
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoteText(value);
  throw new Error(`No SQL for a ${typeof value}.`);
}

/** A column that a write which changes nothing may set to itself; not part of a key, so that no foreign key waits. */
export const touchColumn = (entity: EntityModel): string => (entity.parent ? '"position"' : '"rev"');

/** Locks records in the order of their ids, so that two who lock many never wait for each other, and computes them again. */
export const touch = (entity: EntityModel, ids: string): string => `
    perform 1 from ${tableOf(entity)} where id = any(${ids}) order by id for no key update;
    update ${tableOf(entity)} set ${touchColumn(entity)} = ${touchColumn(entity)} where id = any(${ids});`;

/** The tree relation of an entity: the one that says so in its options. */
export const treeFieldOf = (entity: EntityModel): FieldModel | undefined =>
  entity.fields.find((field) => isTree(field));
export const isTree = (field: FieldModel): boolean =>
  field.kind === 'record' && field.options.tree === true && !field.derived;

/** The column with the path of ids, where records of the entity make a tree; departments always do. */
export function treePathOf(entity: EntityModel): string | undefined {
  if (entity.isPlatform) return entity.id === 'ent_department' ? 'path' : undefined;
  const field = treeFieldOf(entity);
  return field && treeColumn(field);
}
