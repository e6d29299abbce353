import type { ColumnType } from '../kernel/model';
import { quoteIdentifier, quoteText, quoteTable } from './identifiers';

/**
 * The tables of the schema "data" as they really are. A table and each of its columns carries the id of its entity or
 * field as a comment, so that what holds whose values never depends on a name. What an entity no longer declares stays.
 */
export interface Physical {
  readonly tables: readonly PhysicalTable[];
  /** Names of the valid indexes in the schema. */
  readonly indexes: ReadonlySet<string>;
}
export interface PhysicalTable {
  /** Entity id; for line items the id of their field. */
  readonly id: string;
  readonly name: string;
  readonly columns: readonly { readonly id: string; readonly name: string; readonly type: ColumnType }[];
  /** Columns the table ever had. */
  readonly attributes?: number;
  /** Rows, as the database estimates them; -1: never counted. */
  readonly rows?: number;
}

export const NOTHING: Physical = { tables: [], indexes: new Set() };

/** Comment of a column that is being filled for a field: it takes the field's place when all values are in it. */
export const comingId = (field: string): string => `${field}+`;
/** Comment of a column as it was before a conversion; `stamp` tells several apart. */
export const formerId = (field: string, stamp: string): string => `${field}-${stamp}`;
/** Comment of an emptied column, which the next field of its type takes: PostgreSQL counts dropped ones for ever. */
export const spareId = (stamp: string): string => `~${stamp}`;
/** The same before it is emptied: its values are nobody's any more. */
export const discardedId = (stamp: string): string => `~!${stamp}`;
export const isDiscarded = (id: string): boolean => id.startsWith('~!');
const isSpare = (id: string): boolean => id.startsWith('~') && !isDiscarded(id);
/** PostgreSQL allows 1,600 columns in the life of a table, dropped ones included; some are kept for the platform's own. */
export const MOST_COLUMNS = 1500;

interface Table {
  name: string;
  readonly columns: Map<string, { name: string; readonly type: ColumnType }>;
}

/** A working copy that is kept in step with the statements a plan writes down, so that each uses the names of its moment. */
export class Tables {
  private readonly byId = new Map<string, Table>();

  constructor(physical: Physical) {
    for (const table of physical.tables) {
      const columns = table.columns.map(({ id, name, type }) => [id, { name, type }] as const);
      this.byId.set(table.id, { name: table.name, columns: new Map(columns) });
    }
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** Quoted name of a table as of now. */
  quoted(id: string): string {
    return quoteTable({ schema: 'data', name: this.byId.get(id)!.name });
  }

  /** A column as it is now; what is renamed later does not change what was given. */
  column(id: string, field: string): { readonly name: string; readonly type: ColumnType } | undefined {
    const column = this.byId.get(id)?.columns.get(field);
    return column && { ...column };
  }

  /** Ids of the columns of a table, in the order they were made. */
  columnIds(id: string): readonly string[] {
    return [...(this.byId.get(id)?.columns.keys() ?? [])];
  }

  /** An emptied column of this type, if there is one. */
  spare(id: string, type: ColumnType): string | undefined {
    return [...(this.byId.get(id)?.columns ?? [])].find(([own, c]) => isSpare(own) && c.type === type)?.[0];
  }

  /** The column bears another id from now on: what is coming is there, what was there is kept. */
  handOver(id: string, from: string, to: string): string[] {
    const columns = this.byId.get(id)!.columns;
    const column = columns.get(from)!;
    columns.delete(from);
    columns.set(to, column);
    return [`comment on column ${this.quoted(id)}.${quoteIdentifier(column.name)} is ${quoteText(to)}`];
  }

  addTable(id: string, name: string): string[] {
    const sql = this.freeTableName(id, name);
    this.byId.set(id, { name, columns: new Map() });
    return sql;
  }

  addColumn(id: string, field: string, name: string, type: ColumnType): string[] {
    const sql = this.freeColumnName(id, field, name);
    this.byId.get(id)!.columns.set(field, { name, type });
    return sql;
  }

  renameTable(id: string, name: string): string[] {
    const table = this.byId.get(id);
    if (!table || table.name === name) return [];
    const sql = this.freeTableName(id, name);
    sql.push(`alter table ${this.quoted(id)} rename to ${quoteIdentifier(name)}`);
    table.name = name;
    return sql;
  }

  renameColumn(id: string, field: string, name: string): string[] {
    const column = this.byId.get(id)?.columns.get(field);
    if (column === undefined || column.name === name) return [];
    const sql = this.freeColumnName(id, field, name);
    sql.push(
      `alter table ${this.quoted(id)} rename column ${quoteIdentifier(column.name)} to ${quoteIdentifier(name)}`,
    );
    column.name = name;
    return sql;
  }

  /** Another table may still bear the name: a removed one, or one that is renamed in the same publication. */
  private freeTableName(id: string, name: string): string[] {
    for (const [other, table] of this.byId) {
      if (other !== id && table.name === name) return this.renameTable(other, `old_${other}`);
    }
    return [];
  }

  private freeColumnName(id: string, field: string, name: string): string[] {
    for (const [other, column] of this.byId.get(id)!.columns) {
      if (other !== field && column.name === name) return this.renameColumn(id, other, `old_${other}`);
    }
    return [];
  }
}
