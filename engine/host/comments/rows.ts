/** Rows of comments. Whoever calls has made sure that the viewer may read the record. */
import type { FileView, Link } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import type { Host, Tx } from '../contract';

export interface CommentRow {
  readonly id: string;
  readonly entity_id: string;
  readonly record_id: string;
  readonly parent_id: string | null;
  readonly by_id: string | null;
  readonly at: Date;
  readonly edited_at: Date | null;
  readonly deleted_at: Date | null;
  readonly body: string;
  readonly mentions: readonly string[];
  readonly files: readonly string[];
}
type Db = Pick<Tx, 'query'> | Host['pool'];
const SELECTED = `id, entity_id, record_id, parent_id, by_id, at, edited_at, deleted_at, body,
  coalesce(mentions, '{}') as mentions, coalesce(files, '{}') as files`;
/** Of one record; more is not a discussion any more. */
const MOST = 2000;
/** In place of a field's id, in the table of files. */
export const COMMENT_FILE = 'comment';

export async function commentsOf(db: Db, entity: EntityModel, record: string): Promise<readonly CommentRow[]> {
  const { rows } = await (db as Tx).query<CommentRow>(
    `select ${SELECTED} from record_comment where record_id = $1 and entity_id = $2 order by at, id limit ${MOST}`,
    [record, entity.id],
  );
  return rows;
}

export async function commentById(db: Db, id: string): Promise<CommentRow | undefined> {
  const { rows } = await (db as Tx).query<CommentRow>(`select ${SELECTED} from record_comment where id = $1`, [id]);
  return rows[0];
}

export async function commentByKey(db: Db, person: string, key: string): Promise<CommentRow | undefined> {
  const { rows } = await (db as Tx).query<CommentRow>(
    `select ${SELECTED} from record_comment where by_id = $1 and key = $2`,
    [person, key],
  );
  return rows[0];
}

export async function insertComment(
  tx: Tx,
  comment: Omit<CommentRow, 'edited_at' | 'deleted_at'> & { readonly key: string | null },
): Promise<void> {
  await tx.query(
    `insert into record_comment (id, entity_id, record_id, parent_id, by_id, at, body, mentions, files, key)
     values ($1, $2, $3, $4, $5, $6, $7, $8::uuid[], $9::uuid[], $10)`,
    [
      comment.id,
      comment.entity_id,
      comment.record_id,
      comment.parent_id,
      comment.by_id,
      comment.at,
      comment.body,
      comment.mentions,
      comment.files,
      comment.key,
    ],
  );
}

/** Gives files that the person uploaded, and that hang nowhere yet, to the record. @returns how many it could */
export async function attachFiles(
  tx: Tx,
  files: readonly string[],
  to: { readonly entity: EntityModel; readonly record: string; readonly person: string },
): Promise<number> {
  const { rowCount } = await tx.query(
    `update file set entity_id = $2, record_id = $3, field_id = '${COMMENT_FILE}'
      where id = any($1::uuid[]) and by_id = $4
        and (record_id is null or (record_id = $3 and field_id = '${COMMENT_FILE}'))`,
    [files, to.entity.id, to.record, to.person],
  );
  return rowCount;
}

export async function filesById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, FileView>> {
  if (ids.length === 0) return new Map();
  const { rows } = await (db as Tx).query<FileView>(
    'select id, name, size, mime from file where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function namesById(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { rows } = await (db as Tx).query<{ id: string; name: string }>(
    'select id, name from person where id = any($1::uuid[])',
    [wanted],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export const linkTo = (names: ReadonlyMap<string, string>, id: string | null): Link | null =>
  id === null ? null : { id, title: names.get(id) ?? '' };

/** Does a comment that is still there hold the file? */
export async function isFileOfComment(db: Db, file: string, record: string): Promise<boolean> {
  const { rows } = await (db as Tx).query(
    'select 1 from record_comment where record_id = $2 and deleted_at is null and $1 = any(files) limit 1',
    [file, record],
  );
  return rows.length > 0;
}
