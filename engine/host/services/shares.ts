/** One record shared with a person, a role or a department: who may give, what, and until when. */
import { compileAccess } from '../../access/access';
import type { Standing } from '../../access/rows';
import { readStandings } from '../../data/records/standing';
import { runnerOf } from '../../data/run';
import type { Input, Output, ShareLevel, ShareTarget, ShareView } from '../../kernel/api';
import type { RoleDocument } from '../../kernel/documents.generated';
import { isUuid } from '../../kernel/ids';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import { entityOf } from '../../query/names';
import { escapeLike } from '../../query/source';
import type { Call, Host, Tx } from '../contract';
import { viewersOf } from './flows-people';
import { insertNotices } from './flows-store';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';

/** Of one record; more than a person will look through is a role's business. */
const MOST_SHARES = 200;

interface ShareRow {
  readonly id: string;
  readonly grantee: string;
  readonly level: ShareLevel;
  readonly until: Date | null;
  readonly at: Date;
  readonly by_id: string;
  readonly by_name: string | null;
  readonly name: string | null;
}

interface Shared {
  readonly entity: EntityModel;
  readonly standing: Standing;
}

/** The entity and how the viewer stands to the record. Refuses a record they may not read. */
async function sharedRecord(call: Call, name: string, record: string): Promise<Shared> {
  const schema = schemaOf(call);
  const entity = entityOf(schema, name);
  if (entity.isPlatform) return refuse('record.readOnlyEntity', ['entity'], { entity: entity.label });
  await getRecord(call, name, record, []);
  const by = { viewer: call.viewer, now: call.host.clock.now() };
  const standing = (await readStandings(runnerOf(call.host.pool), schema, entity, [record], by)).get(record);
  return standing ? { entity, standing } : refuse('record.notFound', ['record']);
}

/** What may be given: what one's own roles give. Whoever has the record by a share alone cannot hand it on. */
export const givable = ({ read, update }: Pick<Standing, 'read' | 'update'>): 'none' | ShareLevel =>
  update.includes(true) ? 'edit' : read.includes(true) ? 'read' : 'none';

export async function listShares(call: Call, input: Input<'share.list'>): Promise<Output<'share.list'>> {
  const { entity, standing } = await sharedRecord(call, input.entity, input.record);
  return { shares: await sharesOf(call, entity, input.record, standing), give: givable(standing) };
}

async function sharesOf(
  call: Call,
  entity: EntityModel,
  record: string,
  standing: Standing,
): Promise<readonly ShareView[]> {
  const { host, viewer } = call;
  const { rows } = await host.pool.query<ShareRow>(
    `select s.id, s.grantee, s.level, s.until, s.at, s.by_id, b.name as by_name, coalesce(p.name, d.name) as name
       from record_share s
       left join person b on b.id = s.by_id
       left join person p on s.grantee = 'person:' || p.id
       left join department d on s.grantee = 'department:' || d.id
      where s.record_id = $1 and s.entity_id = $2
        -- What a link opens is told where links are (links/manage.ts).
        and not exists (select 1 from form_link l where s.grantee = 'person:' || l.id)
      order by s.at, s.id limit ${MOST_SHARES}`,
    [record, entity.id],
  );
  return rows.map((row): ShareView => {
    const [kind, id] = row.grantee.split(':') as [ShareView['kind'], string];
    return {
      id: row.id,
      kind,
      label: kind === 'role' ? labelOfRole(host, id) : same(row.name ?? ''),
      level: row.level,
      until: row.until?.toISOString() ?? null,
      by: { id: row.by_id, title: row.by_name ?? '' },
      at: row.at.toISOString(),
      canRemove: mayRemove(call, standing, row.by_id === viewer.id),
    };
  });
}

const same = (text: string): Text => ({ 'zh-CN': text, en: text });
const labelOfRole = (host: Host, id: string): Text =>
  host.documents.list('role').find(({ document }) => document.id === id)?.document.label ?? same('');

/** Whoever shared it, whoever may change the record by their roles, and administrators. */
const mayRemove = ({ viewer }: Call, standing: Standing, isMine: boolean): boolean =>
  isMine || givable(standing) === 'edit' || viewer.permissions.includes('admin');

export async function addShare(call: Call, input: Input<'share.add'>): Promise<Output<'share.add'>> {
  const { host, viewer } = call;
  const { entity, standing } = await sharedRecord(call, input.entity, input.record);
  const give = givable(standing);
  if (give === 'none') refuse('share.notYours', ['record']);
  if (input.level === 'edit' && give !== 'edit') refuse('share.onlyRead', ['level']);
  const now = host.clock.now();
  const until = untilOf(input.until, now);
  await host.transaction(async (tx) => {
    const { grantee, people } = await granteeOf(tx, call, entity, input.with, input.level);
    const count = await tx.query('select 1 from record_share where record_id = $1 and grantee <> $2', [
      input.record,
      grantee,
    ]);
    if (count.rowCount >= MOST_SHARES) refuse('share.tooMany', ['with'], { limit: MOST_SHARES });
    const id = host.ids.uuid();
    await tx.query(
      `insert into record_share (id, entity_id, record_id, grantee, level, until, by_id, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (record_id, grantee) do update
         set level = excluded.level, until = excluded.until, by_id = excluded.by_id, at = excluded.at`,
      [id, entity.id, input.record, grantee, input.level, until, viewer.id, now],
    );
    await tell(tx, call, entity, { id, record: input.record, people });
    await host.live.publish(tx, { topic: 'records', entity: entity.name, id: input.record });
  });
  return { shares: await sharesOf(call, entity, input.record, standing) };
}

function untilOf(until: string | null | undefined, now: Date): Date | null {
  if (until === undefined || until === null) return null;
  const at = new Date(until);
  return Number.isNaN(at.getTime()) || at <= now ? refuse('share.past', ['until']) : at;
}

/** Refuses whom the share would give nothing: a record opens only to those whose roles open its entity. */
async function granteeOf(
  tx: Tx,
  call: Call,
  entity: EntityModel,
  target: ShareTarget,
  level: ShareLevel,
): Promise<{ readonly grantee: string; readonly people: readonly string[] }> {
  const { host, viewer } = call;
  const action = level === 'edit' ? 'update' : 'read';
  if ('person' in target) {
    if (target.person === viewer.id) return refuse('share.yourself', ['with']);
    const active = await tx.query('select 1 from person where id = $1 and is_active', [target.person]);
    const person = (await viewersOf(tx, host, [target.person])).get(target.person);
    if (!person || active.rowCount === 0) return refuse('share.unknown', ['with']);
    const access = host.access(person);
    if (access.scope(entity, action) === 'none') {
      const isBlind = access.scope(entity, 'read') === 'none';
      refuse(isBlind ? 'share.noRole' : 'share.noEdit', ['with'], { name: person.name, entity: entity.labelPlural });
    }
    return { grantee: `person:${person.id}`, people: [person.id] };
  }
  if ('department' in target) {
    const found = await tx.query('select 1 from department where id = $1', [target.department]);
    if (found.rowCount === 0) return refuse('share.unknown', ['with']);
    return { grantee: `department:${target.department}`, people: [] };
  }
  const role = host.documents.published('role', target.role)?.document as RoleDocument | undefined;
  if (!role) return refuse('share.unknown', ['with']);
  if (compileAccess([role], host.model()).scope(entity, action) === 'none') {
    const isBlind = compileAccess([role], host.model()).scope(entity, 'read') === 'none';
    refuse(isBlind ? 'share.noRole' : 'share.noEdit', ['with'], { name: role.label, entity: entity.labelPlural });
  }
  return { grantee: `role:${role.id}`, people: [] };
}

/** A notice without the record's title: what it is called, its reader sees when they open it. */
async function tell(
  tx: Tx,
  { host, viewer }: Call,
  entity: EntityModel,
  { id, record, people }: { readonly id: string; readonly record: string; readonly people: readonly string[] },
): Promise<void> {
  const title = {
    'zh-CN': `${viewer.name}与您共享了一条“${entity.label['zh-CN']}”`,
    en: `${viewer.name} shared a record of "${entity.label.en}" with you`,
  };
  const notices = people.map((person) => ({
    id: host.ids.uuid(),
    person,
    at: host.clock.now(),
    title,
    body: { 'zh-CN': '点击查看。', en: 'Open it to see.' },
    link: `/e/${entity.name}/${record}`,
    key: `share:${id}`,
  }));
  if (notices.length === 0) return;
  const told = await insertNotices(tx, notices);
  if (told.length > 0) await host.live.publish(tx, { topic: 'notifications', people: told });
}

export async function removeShare(call: Call, input: Input<'share.remove'>): Promise<Output<'share.remove'>> {
  const { host, viewer } = call;
  const { entity, standing } = await sharedRecord(call, input.entity, input.record);
  await host.transaction(async (tx) => {
    const { rows } = await tx.query<{ by_id: string }>(
      'select by_id from record_share where id = $1 and record_id = $2 and entity_id = $3 for update',
      [input.share, input.record, entity.id],
    );
    const [share] = rows;
    if (!share) return refuse('share.unknownShare', ['share']);
    if (!mayRemove(call, standing, share.by_id === viewer.id)) refuse('share.mayNotRemove', ['share']);
    await tx.query('delete from record_share where id = $1', [input.share]);
    await host.live.publish(tx, { topic: 'records', entity: entity.name, id: input.record });
  });
  return { shares: await sharesOf(call, entity, input.record, standing) };
}

const MOST_TARGETS = 12;

/** People, departments and roles by the words typed. Roles only those that open the entity. */
export async function shareTargets(call: Call, input: Input<'share.targets'>): Promise<Output<'share.targets'>> {
  const { host, viewer } = call;
  const entity = entityOf(schemaOf(call), input.entity);
  const words = (input.search ?? '').trim();
  const pattern = `%${escapeLike(words)}%`;
  const { rows } = await host.pool.query<{ kind: 'person' | 'department'; id: string; name: string; hint: string }>(
    `(select 'person' as kind, p.id, p.name, coalesce(d.name, p.email) as hint
        from person p left join department d on d.id = p.department_id
       where p.is_active and p.id <> $2 and (p.name ilike $1 or p.email ilike $1)
       order by p.name collate "zh-x-icu" limit ${MOST_TARGETS})
     union all
     (select 'department', id, name, '' from department where name ilike $1 order by length(path), name limit ${MOST_TARGETS})`,
    [pattern, isUuid(viewer.id) ? viewer.id : null],
  );
  const small = words.toLowerCase();
  const roles = host.documents.list('role').flatMap(({ document }) => {
    const { name, label } = document;
    const isFound = `${name} ${label['zh-CN']} ${label.en}`.toLowerCase().includes(small);
    const opens = compileAccess([document as RoleDocument], host.model()).scope(entity, 'read') !== 'none';
    return isFound && opens ? [{ kind: 'role' as const, id: name, label, hint: '' }] : [];
  });
  return {
    targets: [...rows.map(({ kind, id, name, hint }) => ({ kind, id, label: same(name), hint })), ...roles],
  };
}
