/** Titles of records and records by their title, of one target each; asked for in one query a batch, and kept. */
import { keyOf, type Known } from '../../entity/convert';
import { quoteIdentifier as q, quoteTable } from '../../entity/identifiers';
import type { EntityModel, FieldModel } from '../../kernel/model';
import type { Queryable } from '../documents/rows';

/** What is kept of a run through a big table is let go of beyond this. */
const MOST_KEPT = 200_000;

export interface LookupTables {
  /** Entities the sources point to, whose titles stand for them. */
  readonly named: readonly EntityModel[];
  /** Entity and field by which a text finds a record. */
  readonly sought: { readonly entity: EntityModel; readonly match: FieldModel } | undefined;
}

export class Lookup implements Known {
  private readonly titles = new Map<string, string>();
  private readonly found = new Map<string, readonly string[]>();

  constructor(private readonly tables: LookupTables) {}

  title(id: string): string | undefined {
    return this.titles.get(id);
  }

  find(text: string): readonly string[] {
    return this.found.get(keyOf(text)) ?? [];
  }

  async name(db: Queryable, ids: readonly string[]): Promise<void> {
    const open = [...new Set(ids)].filter((id) => !this.titles.has(id));
    if (open.length === 0) return;
    if (this.titles.size > MOST_KEPT) this.titles.clear();
    for (const { table, titleField } of this.tables.named) {
      const { rows } = await db.query<{ id: string; title: string | null }>(
        `select id, ${q(titleField.column ?? 'id')}::text as title from ${quoteTable(table)} where id = any($1::uuid[])`,
        [open],
      );
      for (const { id, title } of rows) this.titles.set(id, title ?? id);
    }
  }

  /** What was not found is asked for again: somebody may make it meanwhile. */
  async search(db: Queryable, texts: readonly string[]): Promise<void> {
    const { sought } = this.tables;
    const open = [...new Set(texts.map(keyOf))].filter((key) => !this.found.has(key));
    if (!sought || open.length === 0) return;
    if (this.found.size > MOST_KEPT) this.found.clear();
    const { entity, match } = sought;
    const column = q(match.column!);
    const alive = entity.isPlatform ? '' : 'and t.deleted_at is null';
    const { rows } = await db.query<{ key: string; ids: string[] }>(
      `select lower(btrim(t.${column}::text)) as key, array_agg(t.id::text order by t.id) as ids
         from ${quoteTable(entity.table)} t where lower(btrim(t.${column}::text)) = any($1::text[]) ${alive} group by 1`,
      [open],
    );
    for (const { key, ids } of rows) this.found.set(key, ids);
  }
}
