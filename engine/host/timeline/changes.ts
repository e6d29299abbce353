/** Created, changed, deleted, brought back: from the history of records. */
import { runnerOf } from '../../data/run';
import type { Changes } from '../../data/records/changes';
import type { TimelineEntry } from '../../kernel/api';
import { isFileField } from '../../kernel/fields';
import type { Door } from '../../kernel/viewer';
import { shownChanges } from '../services/records-history';
import type { TimelineAsk, TimelineSource } from './contract';

const NAME = 'change';
/** Four digits more than any record has revisions: ids of one millisecond are in the order of revisions. */
const idOf = (rev: number): string => `${NAME}:${String(rev).padStart(12, '0')}`;

/** Which rows: by the filters that the viewer chose, decided by PostgreSQL so that a page is a page. */
function conditions(ask: TimelineAsk): { readonly sql: string; readonly values: readonly unknown[] } | undefined {
  const { entity, show, field } = ask;
  if (field) return { sql: 'and changes::jsonb ? $6', values: [field.id] };
  if (!show || show.has('changes')) return { sql: 'and $6::text is null', values: [null] };
  const files = entity.fields.filter((one) => isFileField(one)).map((one) => one.id);
  const doors = show.has('imports') ? ['import'] : [];
  if (doors.length === 0 && (!show.has('files') || files.length === 0)) return undefined;
  return {
    sql: 'and (changes::jsonb ?| $6::text[] or door = any($7::text[]))',
    values: [show.has('files') ? files : [], doors],
  };
}

export const changes: TimelineSource = {
  name: NAME,
  async read(ask) {
    const { call, schema, entity, id, before, size } = ask;
    const narrowed = conditions(ask);
    if (!narrowed) return { entries: [], isWhole: true };
    const rows = await runnerOf(call.host.pool).run({
      text: `select rev, at, by_id, door, op, changes from public.record_history
        where record_id = $1 and entity_id = $2
          and ($3::timestamptz is null or date_trunc('milliseconds', at) < $3
            or (date_trunc('milliseconds', at) = $3 and $4 collate "C" > '${NAME}:' || lpad(rev::text, 12, '0')))
          ${narrowed.sql}
        order by date_trunc('milliseconds', at) desc, rev desc limit $5`,
      values: [id, entity.id, before?.at ?? null, before?.id ?? '', size, ...narrowed.values],
    });
    const views = await shownChanges(
      call,
      schema,
      { entity, id },
      rows.map((row) => ({ by: row[2] as string | null, changes: row[5] as Changes })),
    );
    const all = rows.map(([rev, at, , door, op], index): TimelineEntry => {
      const { by, changes: seen } = views[index]!;
      return {
        id: idOf(Number(rev)),
        at: (at as Date).toISOString(),
        by,
        door: door as Door,
        what: op as TimelineEntry['what'],
        rev: Number(rev),
        changes: ask.field ? seen.filter((one) => one.field === ask.field!.name) : seen,
      };
    });
    const last = all.at(-1);
    return {
      // A change of nothing but what the viewer may not read did not happen for them.
      entries: all.filter((entry) => entry.what !== 'update' || (entry.changes?.length ?? 0) > 0),
      isWhole: rows.length < size,
      reached: last && { at: new Date(last.at), id: last.id },
    };
  },
};
