/** Making, changing and withdrawing links. Builders look after public forms, whoever may change a record after links to it. */
import { readStandings } from '../../data/records/standing';
import { runnerOf } from '../../data/run';
import type { Input, LinkView, Output } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { entityOf } from '../../query/names';
import type { Call, Tx } from '../contract';
import { formOf } from '../services/records-form';
import { schemaOf } from '../services/records-context';
import { getRecord } from '../services/records-read';
import { givable } from '../services/shares';
import { linkedBy } from './guest';
import { givableRoles, roleIdsOf } from './roles';
import { checkedDates, checkedSettings, checkFillable, PRESET } from './settings';
import {
  granteeOf,
  insertLink,
  linkById,
  linkRows,
  lockLink,
  shareWithLink,
  viewOf,
  type LinkRow,
  type NewLink,
} from './rows';

/** Of one entity, or to one record; more nobody looks through. */
const MOST = { public: 200, record: 50 } as const;

/** The entity, for links to its form or to one record. Refuses a record one may not read. */
async function placeOf(
  call: Call,
  name: string,
  record: string | undefined,
): Promise<{ readonly entity: EntityModel; readonly give: 'none' | 'read' | 'edit' }> {
  const schema = schemaOf(call);
  const entity = entityOf(schema, name);
  if (entity.isPlatform || entity.parent) return refuse('record.readOnlyEntity', ['entity'], { entity: entity.label });
  if (record === undefined) {
    if (!call.viewer.permissions.includes('build')) refuse('operation.forbidden');
    return { entity, give: 'none' };
  }
  await getRecord(call, name, record, []);
  const by = { viewer: call.viewer, now: call.host.clock.now() };
  const standing = (await readStandings(runnerOf(call.host.pool), schema, entity, [record], by)).get(record);
  return { entity, give: standing ? givable(standing) : 'none' };
}

export async function listLinks(call: Call, input: Input<'link.list'>): Promise<Output<'link.list'>> {
  const { host } = call;
  const { entity, give } = await placeOf(call, input.entity, input.record);
  const now = host.clock.now();
  const live = 'l.entity_id = $2 and l.revoked_at is null';
  const newest = `order by l.at desc, l.id desc limit ${MOST.public}`;
  const rows =
    input.record === undefined
      ? await linkRows(host.pool, now, `${live} and l.kind = 'public' ${newest}`, [entity.id])
      : give === 'edit'
        ? await linkRows(host.pool, now, `${live} and l.record_id = $3 ${newest}`, [entity.id, input.record])
        : [];
  const roles = input.record === undefined ? givableRoles(call, entity) : [];
  return { links: rows.map((row) => viewOf(host, entity, row)), roles, give };
}

export async function createLink(call: Call, input: Input<'link.create'>): Promise<LinkView> {
  const { host, viewer } = call;
  const isPublic = input.kind === 'public';
  if (isPublic === (input.record !== undefined)) refuse('input.value', ['record'], { at: 'record' });
  const { entity, give } = await placeOf(call, input.entity, input.record);
  if (!isPublic && give !== 'edit') refuse('link.mayNotShare', ['record']);
  const form = formOf(host, entity, input.form);
  const roles = isPublic ? roleIdsOf(call, input.roles ?? []) : ownRoles(call);
  const link: NewLink = {
    id: host.ids.uuid(),
    kind: input.kind,
    name: nameOf(input.name),
    entityId: entity.id,
    formId: input.form === undefined ? null : (form?.id ?? null),
    recordId: input.record ?? null,
    parentId: null,
    roles,
    settings: checkedSettings(entity, PRESET[input.kind], input),
    ...checkedDates(input, host.clock.now()),
    isOpen: input.isOpen ?? true,
    timeZone: viewer.timeZone,
    ownerId: isPublic ? await ownerOf(host.pool, input.owner ?? viewer.id) : null,
    byId: viewer.id,
  };
  return host.transaction(async (tx) => {
    await makeRoom(tx, link);
    await insertLink(tx, host, link);
    return checked(call, tx, entity, link.id);
  });
}

/** A link to a record carries the rights of whoever makes it, cut to the fields they choose. */
const ownRoles = ({ host, viewer }: Call): readonly string[] =>
  host.documents
    .list('role')
    .filter(({ document }) => viewer.roles.includes(document.name))
    .map(({ document }) => document.id);

const nameOf = (name: string): string => name.trim() || refuse('link.name', ['name']);

async function ownerOf(db: Pick<Tx, 'query'>, id: string): Promise<string> {
  const found = await db.query('select 1 from person where id = $1 and is_active', [id]);
  return found.rowCount ? id : refuse('link.owner', ['owner']);
}

async function makeRoom(tx: Tx, { kind, entityId, recordId }: NewLink): Promise<void> {
  const limit = MOST[kind];
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from public.form_link
      where entity_id = $1 and kind = $2 and revoked_at is null and record_id is not distinct from $3::uuid`,
    [entityId, kind, recordId],
  );
  if (rows[0]!.n >= limit) refuse('link.tooMany', [], { limit });
}

/** The link as it is stored by now, if it does what was asked: its roles allow it and its form can be filled in. */
async function checked(call: Call, tx: Tx, entity: EntityModel, id: string): Promise<LinkView> {
  const { host } = call;
  const row = (await linkById(tx, host.clock.now(), id)) ?? refuse('link.unknown');
  const linked = linkedBy(host, row, call.viewer.locale) ?? refuse('link.unknown');
  if (row.kind === 'public') checkFillable(host, linked);
  return viewOf(host, entity, row);
}

/** The link and its entity, locked. Refuses whoever may not look after it. */
async function mine(call: Call, tx: Tx, id: string): Promise<{ readonly row: LinkRow; readonly entity: EntityModel }> {
  const { host } = call;
  const row = await lockLink(tx, host.clock.now(), id);
  if (!row || row.revoked_at) return refuse('link.unknown', ['id']);
  const entity = host.model().entity(row.entity_id) ?? refuse('link.unknown', ['id']);
  if (!(await mayLookAfter(call, entity, row))) refuse('link.notYours', ['id']);
  return { row, entity };
}

async function mayLookAfter(call: Call, entity: EntityModel, row: LinkRow): Promise<boolean> {
  const { viewer, host } = call;
  if (viewer.permissions.includes('admin')) return true;
  if (row.kind === 'public') return viewer.permissions.includes('build');
  if (row.parent_id === null && row.by_id === viewer.id) return true;
  const by = { viewer, now: host.clock.now() };
  const standings = await readStandings(runnerOf(host.pool), schemaOf(call), entity, [row.record_id!], by);
  const standing = standings.get(row.record_id!);
  return standing !== undefined && givable(standing) === 'edit';
}

export async function updateLink(call: Call, input: Input<'link.update'>): Promise<LinkView> {
  const { host } = call;
  return host.transaction(async (tx) => {
    const { row, entity } = await mine(call, tx, input.id);
    const settings = checkedSettings(entity, row.settings, input);
    const before = { expiresAt: row.expires_at, maxAnswers: row.max_answers, maxPerDay: row.max_per_day };
    const dates = { ...before, ...checkedDates(input, host.clock.now(), before) };
    const isPublic = row.kind === 'public';
    // Roles of a record's link are its maker's: nobody else's rights can be put in.
    const roles = isPublic && input.roles ? roleIdsOf(call, input.roles) : row.roles;
    const owner = isPublic && input.owner ? await ownerOf(tx, input.owner) : row.owner_id;
    await tx.query(
      `update public.form_link set name = $2, roles = $3, settings = $4, expires_at = $5, max_answers = $6,
         max_per_day = $7, is_open = $8, owner_id = $9 where id = $1`,
      [
        row.id,
        input.name === undefined ? row.name : nameOf(input.name),
        roles,
        JSON.stringify(settings),
        dates.expiresAt,
        dates.maxAnswers,
        dates.maxPerDay,
        input.isOpen ?? row.is_open,
        owner,
      ],
    );
    if (row.record_id) {
      const link = { id: row.id, entityId: entity.id, settings, byId: row.by_id, expiresAt: dates.expiresAt };
      await shareWithLink(tx, host, { ...link, recordId: row.record_id });
    }
    return checked(call, tx, entity, row.id);
  });
}

/** Another address. The old one opens nothing once this is committed: tokens are looked up at every request. */
export async function renewLink(call: Call, id: string): Promise<LinkView> {
  const { host } = call;
  return host.transaction(async (tx) => {
    const { row, entity } = await mine(call, tx, id);
    const epoch = row.epoch + 1;
    const hash = host.links.hash(host.links.token(row.id, epoch));
    await tx.query('update public.form_link set epoch = $2, token_hash = $3 where id = $1', [row.id, epoch, hash]);
    const renewed = (await linkById(tx, host.clock.now(), row.id)) ?? refuse('link.unknown', ['id']);
    return viewOf(host, entity, renewed);
  });
}

export async function revokeLink(call: Call, id: string): Promise<void> {
  const { host } = call;
  await host.transaction(async (tx) => {
    const { row } = await mine(call, tx, id);
    await tx.query('update public.form_link set revoked_at = $2 where id = $1', [row.id, host.clock.now()]);
    if (row.record_id) {
      const share = [row.record_id, granteeOf(row.id)];
      await tx.query('delete from public.record_share where record_id = $1 and grantee = $2', share);
    }
  });
}
