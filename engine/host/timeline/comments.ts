/** What was said about the record. */
import { namesById } from '../comments/rows';
import type { TimelineSource } from './contract';

const NAME = 'comment';

export const comments: TimelineSource = {
  name: NAME,
  async read({ call, entity, id, before, size, show, field }) {
    const isWanted = !field && (!show || show.has('comments') || show.has('files'));
    if (!isWanted) return { entries: [], isWhole: true };
    const onlyWithFiles = show !== undefined && !show.has('comments');
    const { rows } = await call.host.pool.query<{
      id: string;
      parent_id: string | null;
      by_id: string | null;
      at: Date;
      body: string;
      files: number;
    }>(
      `select id, parent_id, by_id, at, body, coalesce(cardinality(files), 0) as files from record_comment
        where record_id = $1 and entity_id = $2 and deleted_at is null
          and ($3::timestamptz is null or date_trunc('milliseconds', at) < $3
            or (date_trunc('milliseconds', at) = $3 and $4 collate "C" > '${NAME}:' || id))
          and (not $6 or cardinality(files) > 0)
        order by date_trunc('milliseconds', at) desc, id desc limit $5`,
      [id, entity.id, before?.at ?? null, before?.id ?? '', size, onlyWithFiles],
    );
    const names = await namesById(
      call.host.pool,
      rows.flatMap((row) => row.by_id ?? []),
    );
    return {
      entries: rows.map((row) => ({
        id: `${NAME}:${row.id}`,
        at: row.at.toISOString(),
        by: row.by_id === null ? null : { id: row.by_id, title: names.get(row.by_id) ?? '' },
        door: null,
        what: 'comment' as const,
        comment: { id: row.id, body: row.body, isReply: row.parent_id !== null, files: row.files },
      })),
      isWhole: rows.length < size,
    };
  },
};
