/** Links as they are stored, and what they are for those who look after them. */
import type { LinkFiles, LinkKind, LinkState, LinkView, OwnRecord } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import type { Locale, Text } from '../../kernel/text';
import type { Host, Tx } from '../contract';

/** The column `settings`. Fields are named by id, so that a rename breaks no link. */
export interface StoredSettings {
  readonly closedText: Text | null;
  readonly thanksText: Text | null;
  readonly languages: readonly Locale[];
  readonly origins: readonly string[];
  readonly prefill: readonly string[];
  readonly searches: boolean;
  readonly own: OwnRecord;
  readonly ownDays: number;
  readonly files: { readonly most: number; readonly megabytes: number; readonly kinds: LinkFiles };
  readonly fields: readonly string[] | null;
  readonly editable: readonly string[] | null;
}
export interface LinkRow {
  readonly id: string;
  readonly kind: LinkKind;
  readonly token_hash: string;
  readonly epoch: number;
  readonly name: string;
  readonly entity_id: string;
  readonly form_id: string | null;
  readonly record_id: string | null;
  readonly parent_id: string | null;
  readonly roles: readonly string[];
  readonly settings: StoredSettings;
  readonly expires_at: Date | null;
  readonly max_answers: number | null;
  readonly max_per_day: number | null;
  readonly is_open: boolean;
  readonly time_zone: string;
  readonly owner_id: string | null;
  readonly answers: number;
  readonly day_answers: number;
  readonly last_at: Date | null;
  readonly by_id: string;
  readonly at: Date;
  readonly revoked_at: Date | null;
  /** The day of the last answer is today, where the maker of the link is. */
  readonly is_today: boolean;
  readonly by_name: string | null;
  readonly owner_name: string | null;
}

type Queryable = Pick<Tx, 'query'>;

const COLUMNS = `l.*, l.day is not distinct from ($1::timestamptz at time zone l.time_zone)::date as is_today,
  b.name as by_name, o.name as owner_name`;
const FROM = 'public.form_link l left join person b on b.id = l.by_id left join person o on o.id = l.owner_id';

/** @param where about `l`; its values are $2 and on */
export async function linkRows(
  db: Queryable,
  now: Date,
  where: string,
  values: readonly unknown[],
): Promise<readonly LinkRow[]> {
  const { rows } = await db.query<LinkRow>(`select ${COLUMNS} from ${FROM} where ${where}`, [now, ...values]);
  return rows;
}

export const linkById = async (db: Queryable, now: Date, id: string): Promise<LinkRow | undefined> =>
  (await linkRows(db, now, 'l.id = $2', [id]))[0];

/** Takes the row for this transaction: answers are counted one after the other. */
export async function lockLink(tx: Tx, now: Date, id: string): Promise<LinkRow | undefined> {
  await tx.query('select 1 from public.form_link where id = $1 for update', [id]);
  return linkById(tx, now, id);
}

const isFull = (row: LinkRow): boolean => row.max_answers !== null && row.answers >= row.max_answers;
const isFullToday = (row: LinkRow): boolean =>
  row.max_per_day !== null && row.is_today && row.day_answers >= row.max_per_day;

/** Whether the link opens anything now; the first reason why it does not. */
export function stateOf(row: LinkRow, now: Date): LinkState {
  if (row.revoked_at) return 'revoked';
  if (row.expires_at && row.expires_at <= now) return 'expired';
  if (!row.is_open) return 'closed';
  if (isFull(row)) return 'full';
  return isFullToday(row) ? 'fullToday' : 'open';
}

/** Path of the page. */
export const pathOf = (token: string): string => `/f/${token}`;

/** null where the token cannot be derived any more, because the secret is another. */
export function tokenPath({ links }: Pick<Host, 'links'>, { id, epoch, token_hash }: LinkRow): string | null {
  const token = links.token(id, epoch);
  return links.hash(token) === token_hash ? pathOf(token) : null;
}

/** The published form a link is for; undefined: the one that serves the entity. */
export const formNameOf = (host: Host, { form_id: id }: LinkRow): string | undefined =>
  id === null ? undefined : host.documents.list('form').find(({ document }) => document.id === id)?.document.name;

/** Names of the roles that are still there. */
export const roleNamesOf = (host: Host, { roles }: LinkRow): readonly string[] =>
  host.documents
    .list('role')
    .filter(({ document }) => roles.includes(document.id))
    .map(({ document }) => document.name)
    .sort();

const namesOf = (entity: EntityModel, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) => entity.fields.find((field) => field.id === id)?.name ?? []);

/** The link for those who look after it. */
export function viewOf(host: Host, entity: EntityModel, row: LinkRow): LinkView {
  const { settings } = row;
  return {
    ...settings,
    prefill: namesOf(entity, settings.prefill),
    fields: settings.fields && namesOf(entity, settings.fields),
    editable: settings.editable && namesOf(entity, settings.editable),
    id: row.id,
    kind: row.kind,
    name: row.name,
    entity: entity.name,
    form: formNameOf(host, row) ?? null,
    record: row.record_id,
    roles: roleNamesOf(host, row),
    expiresAt: row.expires_at?.toISOString() ?? null,
    maxAnswers: row.max_answers,
    maxPerDay: row.max_per_day,
    isOpen: row.is_open,
    owner: row.owner_id === null ? null : { id: row.owner_id, title: row.owner_name ?? '' },
    path: row.revoked_at ? null : tokenPath(host, row),
    state: stateOf(row, host.clock.now()),
    answers: row.answers,
    lastAnswerAt: row.last_at?.toISOString() ?? null,
    by: row.parent_id === null ? { id: row.by_id, title: row.by_name ?? '' } : null,
    at: row.at.toISOString(),
  };
}

export interface NewLink {
  readonly id: string;
  readonly kind: LinkKind;
  readonly name: string;
  readonly entityId: string;
  readonly formId: string | null;
  readonly recordId: string | null;
  readonly parentId: string | null;
  readonly roles: readonly string[];
  readonly settings: StoredSettings;
  readonly expiresAt: Date | null;
  readonly maxAnswers: number | null;
  readonly maxPerDay: number | null;
  readonly isOpen: boolean;
  readonly timeZone: string;
  readonly ownerId: string | null;
  readonly byId: string;
}

export async function insertLink(tx: Queryable, host: Host, link: NewLink): Promise<void> {
  const now = host.clock.now();
  const token = host.links.token(link.id, 0);
  await tx.query(
    `insert into public.form_link (id, kind, token_hash, name, entity_id, form_id, record_id, parent_id, roles, settings,
       expires_at, max_answers, max_per_day, is_open, time_zone, owner_id, by_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      link.id,
      link.kind,
      host.links.hash(token),
      link.name,
      link.entityId,
      link.formId,
      link.recordId,
      link.parentId,
      link.roles,
      JSON.stringify(link.settings),
      link.expiresAt,
      link.maxAnswers,
      link.maxPerDay,
      link.isOpen,
      link.timeZone,
      link.ownerId,
      link.byId,
      now,
    ],
  );
  if (link.recordId) await shareWithLink(tx, host, { ...link, recordId: link.recordId });
}

/** What opens the record for the link is a share like any other (services/shares.ts), with the link itself. */
export async function shareWithLink(
  tx: Queryable,
  host: Host,
  link: Pick<NewLink, 'id' | 'entityId' | 'settings' | 'expiresAt' | 'byId'> & { readonly recordId: string },
): Promise<void> {
  const isRead = link.settings.editable?.length === 0;
  await tx.query(
    `insert into public.record_share (id, entity_id, record_id, grantee, level, until, by_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (record_id, grantee) do update set level = excluded.level, until = excluded.until`,
    [
      host.ids.uuid(),
      link.entityId,
      link.recordId,
      granteeOf(link.id),
      isRead ? 'read' : 'edit',
      link.expiresAt,
      link.byId,
      host.clock.now(),
    ],
  );
}
/** A guest is a viewer whose id is the link's. */
export const granteeOf = (link: string): string => `person:${link}`;
