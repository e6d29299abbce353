import type { ColumnType } from '../kernel/model';
import { quoteIdentifier, quoteTable } from './identifiers';

/**
 * The tables of the schema "data" as they really are. A table and each of its columns carries the id of its entity or
 * field as a comment, so that what holds whose values never depends on a name. What an entity no longer declares stays.
 */
export interface Physical {
  readonly tables: readonly PhysicalTable[];
}
export interface PhysicalTable {
  /** Entity id; for line items the id of their field. */
  readonly id: string;
  readonly name: string;
  readonly columns: readonly { readonly id: string; readonly name: string; readonly type: ColumnType }[];
}

export const NOTHING: Physical = { tables: [] };

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

  column(id: string, field: string): { readonly name: string; readonly type: ColumnType } | undefined {
    return this.byId.get(id)?.columns.get(field);
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
    if (!column || column.name === name) return [];
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
