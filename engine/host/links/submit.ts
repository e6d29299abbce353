/** An answer: paid for by work, counted against the limits of the link, written by the one write path. */
import { quoteTable } from '../../entity/identifiers';
import type { Input, Output, RecordView, SaidProblem } from '../../kernel/api';
import { refuse, sentence, type Problem } from '../../kernel/problems';
import type { Call, Tx } from '../contract';
import { servedBy } from './fields';
import { checkState, linkOfCall, type Linked } from './guest';
import { isPaid, type Visit } from './keys';
import { LEAST_MS } from './open';
import { counted } from './rate';
import { insertLink, linkById, lockLink, tokenPath } from './rows';

/** A page that was open for longer asks for new work by itself. */
const VISIT_MS = 2 * 3_600_000;
/** Visits are forgotten when they could not be used any more. */
export const VISIT_KEPT_HOURS = 3;
const DAY_MS = 86_400_000;

/**
 * Makes the record of a public form, or changes the record of a link. The same visit again answers what it answered: an
 * answer that was lost on its way is not written twice.
 */
export async function submitLink(call: Call, input: Input<'link.submit'>): Promise<Output<'link.submit'>> {
  const linked = await linkOfCall(call);
  const { host } = call;
  const { row } = linked;
  if ((await counted(host, 'submit', row.id, call.source)).isTooMuch) refuse('link.busy');
  const visit = checkVisit(call, row.id, input);
  let warnings: readonly Problem[] = [];
  const within: Call = { ...call, warn: (found) => (warnings = found) };
  const own = await host.transaction(async (tx) => {
    const now = host.clock.now();
    const locked = (await lockLink(tx, now, row.id)) ?? refuse('link.unknown');
    const known = await tx.query<{ own: string | null }>('select own from public.form_link_visit where id = $1', [
      visit.id,
    ]);
    if (known.rows[0]) return known.rows[0].own;
    checkState(locked, now);
    const record = await write(within, tx, { ...linked, row: locked }, input);
    await tx.query(
      `update public.form_link set answers = answers + 1, last_at = $2, day = ($2::timestamptz at time zone time_zone)::date,
         day_answers = case when day = ($2::timestamptz at time zone time_zone)::date then day_answers + 1 else 1 end
       where id = $1`,
      [row.id, now],
    );
    const link = record && (await linkToOwn(call, tx, linked, record));
    await tx.query('insert into public.form_link_visit (id, link_id, record_id, own, at) values ($1, $2, $3, $4, $5)', [
      visit.id,
      row.id,
      record?.id ?? null,
      link ?? null,
      now,
    ]);
    return link ?? null;
  });
  const made = own === null ? undefined : await linkById(host.pool, host.clock.now(), own);
  const said = warnings.map((one): SaidProblem => ({
    ...one,
    message: sentence(host.registry.problems, one, call.viewer.locale),
  }));
  return { thanks: row.settings.thanksText, own: made ? tokenPath(host, made) : null, $warnings: said };
}

/** The visit this answer is paid with. What is wrong with it says what to do. */
function checkVisit({ host }: Call, link: string, { challenge, nonce, trap }: Input<'link.submit'>): Visit {
  if (trap) refuse('link.robot');
  const visit = host.links.read(challenge);
  if (!visit || visit.link !== link) return refuse('link.again');
  const age = host.clock.now().getTime() - visit.issuedAt;
  if (age > VISIT_MS) refuse('link.again');
  if (age < LEAST_MS) refuse('link.tooSoon');
  return isPaid(challenge, nonce, visit.bits) ? visit : refuse('link.again');
}

/** @returns the new record of a public form */
async function write(
  call: Call,
  tx: Tx,
  { row, entity }: Linked,
  { values, rev }: Input<'link.submit'>,
): Promise<RecordView | undefined> {
  const { host } = call;
  const input = { entity: entity.name, values, ...servedBy(host, entity, row) };
  if (row.record_id !== null) {
    await host.records.update(call, { ...input, id: row.record_id, ...(rev === undefined ? {} : { rev }) }, tx);
    return undefined;
  }
  const record = await host.records.create(call, { ...input, id: host.ids.uuid() }, tx);
  // A link owns nothing: whoever looks after what comes in does, with their department.
  await tx.query(
    `update ${quoteTable(entity.table)} set owner_id = $2, owner_path =
       coalesce((select d.path from person p join department d on d.id = p.department_id where p.id = $2), '')
     where id = $1`,
    [record.id, row.owner_id ?? row.by_id],
  );
  return record;
}

/** The sender's link to their own record, where the form gives one. @returns its id */
async function linkToOwn(call: Call, tx: Tx, { row, entity }: Linked, record: RecordView): Promise<string | undefined> {
  const { host } = call;
  const { settings } = row;
  if (settings.own === 'none') return undefined;
  const id = host.ids.uuid();
  await insertLink(tx, host, {
    id,
    kind: 'record',
    name: row.name,
    entityId: entity.id,
    formId: row.form_id,
    recordId: record.id,
    parentId: row.id,
    roles: row.roles,
    settings: {
      ...settings,
      own: 'none',
      thanksText: null,
      origins: [],
      prefill: [],
      editable: settings.own === 'view' ? [] : settings.editable,
    },
    expiresAt: new Date(host.clock.now().getTime() + settings.ownDays * DAY_MS),
    maxAnswers: null,
    maxPerDay: null,
    isOpen: true,
    timeZone: row.time_zone,
    ownerId: null,
    byId: row.by_id,
  });
  return id;
}
