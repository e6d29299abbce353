/** What a publication means for search: texts that are new to it are prepared, texts that may not lie open any more go. */
import { searchTable } from '../../entity/search-ddl';
import type { AnyDocument, EntityDocument } from '../../kernel/documents.generated';
import type { Tx } from '../../host/contract';
import { markForSearch } from './fill';

type Db = Pick<Tx, 'query'>;

/** In the transaction of the publication; cheap where nothing of this kind happened. */
export async function searchAfterPublish(tx: Db, before: AnyDocument | undefined, after: AnyDocument): Promise<void> {
  if (before?.kind !== 'entity' || after.kind !== 'entity') return;
  const changed = after.fields.filter((field) => {
    const old = before.fields.find(({ id }) => id === field.id);
    // A new field has no values yet; one that comes back left its texts here; computed ones are noted by triggers.
    return old && (old.type !== field.type || (old.encrypted ?? false) !== (field.encrypted ?? false));
  });
  if (changed.length === 0) return;
  await unsearch(
    tx,
    after,
    changed.map(({ id }) => id),
  );
  await markForSearch(tx, after.id);
}

/** Forgets the texts of fields: they are encrypted now, or purged. */
export async function unsearch(tx: Db, entity: Pick<EntityDocument, 'id'>, fields: readonly string[]): Promise<void> {
  const { rows } = await tx.query<{ is: boolean }>('select to_regclass($1) is not null as is', [searchTable(entity)]);
  if (rows[0]?.is) await tx.query(`delete from ${searchTable(entity)} where field = any($1::text[])`, [fields]);
}
