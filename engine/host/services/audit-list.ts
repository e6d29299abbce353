/** Pages of the audit log, for administrators. */
import { SEAL } from '../../data/audit/seal';
import type { Input, Output } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { Call } from '../contract';

const SIZE = 100;

/** Newest first. Days are days of the viewer's time zone. Seals are the log's own affair and are shown when asked for. */
export async function listAudit(call: Call, input: Input<'audit.list'>): Promise<Output<'audit.list'>> {
  const size = input.size ?? SIZE;
  const { pool } = call.host;
  const { rows } = await pool.query<Row>(
    `select a.seq, a.at, a.by_id, coalesce(p.name, l.name) as name, a.door, a.source, a.action, a.outcome, a.subject, a.details
     from audit_entry a left join person p on p.id = a.by_id left join form_link l on l.id = a.by_id
     where ($1::uuid is null or a.by_id = $1) and (case when $2::text is null then a.action <> $7 else a.action = $2 end)
       and ($3::date is null or a.at >= $3::date::timestamp at time zone $8)
       and ($4::date is null or a.at < ($4::date + 1)::timestamp at time zone $8)
       and ($5::bigint is null or a.seq < $5)
     order by a.seq desc limit $6`,
    [
      input.person ?? null,
      input.action ?? null,
      input.from ?? null,
      input.to ?? null,
      input.before ?? null,
      size + 1,
      SEAL,
      call.viewer.timeZone,
    ],
  );
  const actions = await pool.query<{ action: string }>('select distinct action from audit_entry order by action');
  return {
    entries: rows.slice(0, size).map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      by: row.by_id ? { id: row.by_id, title: row.name ?? '' } : null,
      door: row.door,
      source: row.source,
      action: row.action,
      outcome: row.outcome,
      subject: row.subject,
      details: JSON.parse(row.details) as Json,
    })),
    next: rows.length > size ? rows[size - 1]!.seq : null,
    actions: actions.rows.map(({ action }) => action),
  };
}

interface Row {
  readonly seq: string;
  readonly at: Date;
  readonly by_id: string | null;
  readonly name: string | null;
  readonly door: string;
  readonly source: string | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly subject: string | null;
  readonly details: string;
}
