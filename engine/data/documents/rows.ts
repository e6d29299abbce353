/** The SQL of documents and their versions. Contents are text, so that what is read is what was written, byte for byte. */

import type { Pool } from 'pg';

/** A transaction, or a pool outside of one. */
export interface Queryable {
  query<R = { [column: string]: unknown }>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }>;
}

/** Reads outside of a transaction. */
export const onPool = (pool: Pool): Queryable => ({
  async query<R>(text: string, values?: readonly unknown[]) {
    const { rows, rowCount } = await pool.query(text, values as unknown[]);
    return { rows: rows as R[], rowCount: rowCount ?? 0 };
  },
});

export interface DocumentRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly package: string;
  readonly version: number | null;
  readonly draft: string | null;
  readonly draft_rev: number;
  readonly removed_at: Date | null;
}
const DOCUMENT = 'd.id, d.kind, d.name, d.package, d.version, d.draft, d.draft_rev, d.removed_at';

/** What is published now: which version of which document, without contents. */
export async function readPublished(
  db: Queryable,
): Promise<readonly { id: string; kind: string; package: string; version: number }[]> {
  const { rows } = await db.query<{ id: string; kind: string; package: string; version: number }>(
    'select id, kind, package, version from document where version is not null order by kind, name, id',
  );
  return rows;
}

/** Contents of versions, in no order. */
export async function readContents(
  db: Queryable,
  versions: readonly { readonly id: string; readonly version: number }[],
): Promise<readonly { id: string; version: number; content: string }[]> {
  if (versions.length === 0) return [];
  const { rows } = await db.query<{ id: string; version: number; content: string }>(
    `select v.document_id as id, v.version, v.content
       from unnest($1::text[], $2::int[]) as wanted(id, version)
       join document_version v on v.document_id = wanted.id and v.version = wanted.version`,
    [versions.map((v) => v.id), versions.map((v) => v.version)],
  );
  return rows;
}

/** By its id, locked until the transaction ends. */
export async function lockDocument(db: Queryable, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await db.query<DocumentRow>(`select ${DOCUMENT} from document d where d.id = $1 for update`, [id]);
  return rows[0];
}

/** By the name it bears, or the name its draft will give it. */
export async function findDocument(db: Queryable, kind: string, name: string): Promise<DocumentRow | undefined> {
  const { rows } = await db.query<DocumentRow>(
    `select ${DOCUMENT} from document d
      where d.kind = $1 and (d.name = $2 or d.draft is not null and d.draft::json ->> 'name' = $2)
      order by d.name = $2 desc limit 1`,
    [kind, name],
  );
  return rows[0];
}

export async function readDocument(db: Queryable, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await db.query<DocumentRow>(`select ${DOCUMENT} from document d where d.id = $1`, [id]);
  return rows[0];
}

/** Ids of all documents that ever were, removed ones included. */
export async function readKnownIds(db: Queryable): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ id: string }>(
    'select id from document where version is not null or removed_at is not null',
  );
  return new Set(rows.map((row) => row.id));
}

export interface SummaryRow extends DocumentRow {
  readonly content: string | null;
  readonly published_at: Date | null;
  readonly draft_at: Date | null;
  readonly draft_by: string | null;
  readonly draft_by_name: string | null;
}

/** What a list shows; `removed` also lists what was taken away. */
export async function readSummaries(
  db: Queryable,
  wanted: { readonly kind?: string; readonly id?: string; readonly removed?: boolean },
): Promise<readonly SummaryRow[]> {
  const { rows } = await db.query<SummaryRow>(
    `select ${DOCUMENT}, v.content, v.at as published_at, d.draft_at, d.draft_by, p.name as draft_by_name
       from document d
       left join document_version v on v.document_id = d.id and v.version = coalesce(d.version,
         (select max(last.version) from document_version last where last.document_id = d.id))
       left join person p on p.id = d.draft_by
      where ($1::text is null or d.kind = $1) and ($2::text is null or d.id = $2)
        and ($3 or d.version is not null or d.draft is not null)
      order by d.kind, d.name`,
    [wanted.kind ?? null, wanted.id ?? null, wanted.removed ?? false],
  );
  return rows;
}

export interface DraftWrite {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly package: string;
  readonly content: string;
  readonly by: string | null;
  readonly at: Date;
}

/** Keeps a draft and returns its rev, which only ever grows. A published document keeps its name until it is published. */
export async function writeDraft(db: Queryable, draft: DraftWrite): Promise<number> {
  const { rows } = await db.query<{ draft_rev: number }>(
    `insert into document as d (id, kind, name, package, draft, draft_rev, draft_by, draft_at)
     values ($1, $2, $3, $4, $5, 1, $6, $7)
     on conflict (id) do update set draft = excluded.draft, draft_rev = d.draft_rev + 1, draft_by = excluded.draft_by,
       draft_at = excluded.draft_at, name = case when d.version is null then excluded.name else d.name end
     returning draft_rev`,
    [draft.id, draft.kind, draft.name, draft.package, draft.content, draft.by, draft.at],
  );
  return rows[0]!.draft_rev;
}

/** Forgets a draft; a document that was never published goes with it. */
export async function dropDraft(db: Queryable, id: string): Promise<void> {
  await db.query('update document set draft = null, draft_by = null, draft_at = null where id = $1', [id]);
  await db.query(
    `delete from document d where d.id = $1 and d.version is null and d.removed_at is null
       and not exists (select 1 from document_version v where v.document_id = d.id)`,
    [id],
  );
}

/**
 * Makes room for names: a name belongs to what is published. Whatever else bears one (removed, never published, or
 * about to be renamed in the same publication) is called by its id until it is published again.
 */
export async function freeNames(
  db: Queryable,
  taken: readonly { readonly id: string; readonly kind: string; readonly name: string }[],
): Promise<void> {
  await db.query(
    `update document d set name = d.id
       from unnest($1::text[], $2::text[], $3::text[]) as t(id, kind, name)
      where d.kind = t.kind and d.name = t.name and d.id <> t.id`,
    [taken.map((t) => t.id), taken.map((t) => t.kind), taken.map((t) => t.name)],
  );
}

export interface VersionWrite {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly package: string;
  readonly content: string;
  readonly note: string;
  readonly by: string | null;
  readonly at: Date;
  readonly commitId: string;
  /** The draft was published, so it is a draft no more. */
  readonly isDraft: boolean;
}

/** Keeps the next version of a document and makes it the published one. Returns its number. */
export async function writeVersion(db: Queryable, version: VersionWrite): Promise<number> {
  await db.query(
    `insert into document (id, kind, name, package) values ($1, $2, $3, $4)
     on conflict (id) do update set name = excluded.name, package = excluded.package, removed_at = null`,
    [version.id, version.kind, version.name, version.package],
  );
  const { rows } = await db.query<{ version: number }>(
    `insert into document_version (document_id, version, content, note, by_id, at, commit_id)
     select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 from document_version where document_id = $1
     returning version`,
    [version.id, version.content, version.note, version.by, version.at, version.commitId],
  );
  const number = rows[0]!.version;
  await db.query('update document set version = $2 where id = $1', [version.id, number]);
  if (version.isDraft) await dropDraft(db, version.id);
  return number;
}

/** Unpublishes: the versions stay. */
export async function markRemoved(db: Queryable, id: string, at: Date): Promise<void> {
  await db.query('update document set version = null, removed_at = $2 where id = $1', [id, at]);
}

export async function readHistory(
  db: Queryable,
  id: string,
): Promise<readonly { version: number; at: Date; note: string; by_id: string | null; by_name: string | null }[]> {
  const { rows } = await db.query<{
    version: number;
    at: Date;
    note: string;
    by_id: string | null;
    by_name: string | null;
  }>(
    `select v.version, v.at, v.note, v.by_id, p.name as by_name
       from document_version v left join person p on p.id = v.by_id
      where v.document_id = $1 order by v.version desc`,
    [id],
  );
  return rows;
}

/** How many people hold each of these roles; roles nobody holds are left out. */
export async function countHolders(db: Queryable, roles: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ role: string; n: number }>(
    'select role, count(*)::int as n from person_role where role = any($1) group by role',
    [roles],
  );
  return new Map(rows.map((row) => [row.role, row.n]));
}

/** A renamed role keeps its people. */
export async function renameRole(db: Queryable, from: string, to: string): Promise<void> {
  await db.query('update person_role set role = $2 where role = $1', [from, to]);
}
