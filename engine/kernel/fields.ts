import type { FieldType } from './contract';
import type { ColumnType, FieldModel, ValueKind } from './model';

type Options = { readonly [key: string]: unknown };

/** What a value of the type is with these options. */
export const kindOf = (type: FieldType, options: Options = {}): ValueKind => type.kindOf?.(options) ?? type.kind;

/** How a value of the type lies in PostgreSQL with these options; null: in no column of its own. */
export const columnOf = (type: FieldType, options: Options = {}): ColumnType | null =>
  type.columnOf ? type.columnOf(options) : type.column;

/** Lies in a column of the entity's table and is written by the write path: neither the system's nor computed. */
export const isWritten = (field: FieldModel): boolean => !field.system && !field.derived && field.column !== null;

/** Its values are ids of uploaded files, not of records. */
export const isFileField = (field: Pick<FieldModel, 'kind' | 'target'>): boolean =>
  field.kind === 'idList' && field.target === undefined;

const NEVER_UNIQUE: ReadonlySet<ValueKind> = new Set(['lines', 'json', 'textList', 'idList', 'boolean']);
/** Whether equal values of a kind can be told by an index. */
export const isComparable = (kind: ValueKind): boolean => !NEVER_UNIQUE.has(kind);
