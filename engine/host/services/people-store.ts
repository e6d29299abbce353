/** Writes people, departments and what follows from them: paths of departments and of the records of their people. */
import { hashPassword } from 'better-auth/crypto';
import { quoteTable } from '../../entity/identifiers';
import type { DepartmentView, Link, PersonView } from '../../kernel/api';
import { refuse } from '../../kernel/problems';
import type { Host, Tx } from '../contract';
import { followPerson } from './follow';
import { searchPlatform } from './search';

/** Nobody but this role may always do everything; the last one who has it keeps it. */
export const ADMINISTRATOR = 'administrator';

const PERSON = `select p.id, p.name, p.email, p.is_active as active, p.locale,
    case when d.id is null then null else json_build_object('id', d.id, 'title', d.name) end as department,
    coalesce(array(select r.role from person_role r where r.person_id = p.id order by r.role), '{}') as roles
  from person p left join department d on d.id = p.department_id`;

const DEPARTMENT = `select d.id, d.name, d.path,
    case when u.id is null then null else json_build_object('id', u.id, 'title', u.name) end as parent,
    case when m.id is null then null else json_build_object('id', m.id, 'title', m.name) end as manager
  from department d left join department u on u.id = d.parent_id left join person m on m.id = d.manager_id`;

type Queryable = Pick<Tx, 'query'>;

/** Everybody, by name. */
export async function listPeople(db: Host['pool']): Promise<readonly PersonView[]> {
  const { rows } = await db.query<PersonView>(`${PERSON} order by p.name collate "zh-x-icu", p.id`);
  return rows;
}

/** All departments, each after its parent. */
export async function listDepartments(db: Host['pool']): Promise<readonly DepartmentView[]> {
  const { rows } = await db.query<DepartmentView>(
    `${DEPARTMENT} order by length(d.path), d.name collate "zh-x-icu", d.id`,
  );
  return rows;
}

const personView = async (tx: Queryable, id: string): Promise<PersonView> =>
  (await tx.query<PersonView>(`${PERSON} where p.id = $1`, [id])).rows[0] ?? refuse('person.unknown', ['id']);

const departmentView = async (tx: Queryable, id: string): Promise<DepartmentView> =>
  (await tx.query<DepartmentView>(`${DEPARTMENT} where d.id = $1`, [id])).rows[0] ??
  refuse('department.unknown', ['id']);

export interface PersonInput {
  readonly id?: string;
  readonly name: string;
  readonly email: string;
  readonly password?: string;
  readonly department?: string | null;
  readonly roles: readonly string[];
  readonly active: boolean;
  readonly locale?: 'zh-CN' | 'en';
  readonly isDemo?: boolean;
  /** In place of `password`, when many people get the same one. */
  readonly passwordHash?: string;
}

/**
 * Makes or changes a person. Refuses an e-mail that somebody has, roles and departments that do not exist, and what
 * would leave nobody to administer.
 */
export async function savePerson(host: Host, tx: Tx, input: PersonInput): Promise<PersonView> {
  const id = input.id ?? host.ids.uuid();
  const email = input.email.trim().toLowerCase();
  const before = input.id ? await personView(tx, id) : undefined;
  await checkPerson(host, tx, id, email, input);

  const department = kept(input.department, before?.department);
  const locale = input.locale ?? before?.locale ?? 'zh-CN';
  await tx.query(
    `insert into person (id, name, email, email_verified, department_id, locale, is_active, is_demo, created_at, updated_at)
     values ($1, $2, $3, true, $4, $5, $6, $7, $8, $8)
     on conflict (id) do update set name = excluded.name, email = excluded.email, department_id = excluded.department_id,
       locale = excluded.locale, is_active = excluded.is_active, updated_at = excluded.updated_at`,
    [id, input.name.trim(), email, department, locale, input.active, input.isDemo ?? false, host.clock.now()],
  );
  await searchPlatform(host, tx, 'person', id);
  await tx.query('delete from person_role where person_id = $1', [id]);
  await tx.query('insert into person_role (person_id, role) select $1, r from unnest($2::text[]) r', [
    id,
    [...new Set(input.roles)],
  ]);
  await secure(host, tx, id, input);
  if (before && kept(undefined, before.department) !== department) await followPerson(host, tx, id);
  host.live.peopleChanged(tx);
  return personView(tx, id);
}

/** What was given; `undefined` leaves what is there. */
const kept = (given: string | null | undefined, before: Link | null | undefined): string | null =>
  given === undefined ? (before?.id ?? null) : given;

/** A new password, and the end of sessions that must not go on. */
async function secure(host: Host, tx: Tx, id: string, input: PersonInput): Promise<void> {
  const hash = input.password ? await hashPassword(input.password) : input.passwordHash;
  if (hash) await setPassword(host, tx, id, hash);
  if (!input.active || hash) await tx.query('delete from session where person_id = $1', [id]);
}

async function checkPerson(host: Host, tx: Tx, id: string, email: string, input: PersonInput): Promise<void> {
  const taken = await tx.query('select 1 from person where email = $1 and id <> $2', [email, id]);
  if (taken.rowCount > 0) refuse('person.emailTaken', ['email'], { email });
  for (const [index, role] of input.roles.entries()) {
    if (!host.documents.published('role', role)) refuse('person.unknownRole', ['roles', index], { role });
  }
  if (input.department) await departmentView(tx, input.department);
  await keepOneAdministrator(host, tx, id, input);
}

async function setPassword(host: Host, tx: Tx, person: string, hash: string): Promise<void> {
  await tx.query(`delete from account where person_id = $1 and provider_id = 'credential'`, [person]);
  await tx.query(
    `insert into account (id, account_id, provider_id, person_id, password) values ($1, $2::text, 'credential', $2::uuid, $3)`,
    [host.ids.uuid(), person, hash],
  );
}

/** Demo people count only where they may sign in. */
async function keepOneAdministrator(host: Host, tx: Tx, id: string, input: PersonInput): Promise<void> {
  if (!input.id || (input.active && input.roles.includes(ADMINISTRATOR))) return;
  const role = `select r.person_id from person_role r join person p on p.id = r.person_id
    where r.role = $1 and p.is_active and ($2 or not p.is_demo) for update of p`;
  const { rows } = await tx.query<{ person_id: string }>(role, [ADMINISTRATOR, host.isDemo]);
  if (rows.length === 1 && rows[0]!.person_id === id) refuse('person.lastAdministrator', ['roles']);
}

const ownedTables = (host: Host): readonly { readonly table: string }[] =>
  host
    .model()
    .entities.filter((entity) => !entity.isPlatform && !entity.parent)
    .map((entity) => ({ table: quoteTable(entity.table) }));

export interface DepartmentInput {
  readonly id?: string;
  readonly name: string;
  readonly parent?: string | null;
  readonly manager?: string | null;
}

/** Makes, renames or moves a department. Refuses a name its parent has already, and a department below itself. */
export async function saveDepartment(host: Host, tx: Tx, input: DepartmentInput): Promise<DepartmentView> {
  // One change of the tree at a time: two moves at once could make a ring.
  await tx.query(`select pg_advisory_xact_lock(hashtext('trellis.departments'))`);
  const id = input.id ?? host.ids.uuid();
  const before = input.id ? await departmentView(tx, id) : undefined;
  const name = input.name.trim();
  const parentId = kept(input.parent, before?.parent);
  const managerId = kept(input.manager, before?.manager);
  const parent = parentId ? await departmentView(tx, parentId) : undefined;
  if (managerId) await personView(tx, managerId);
  await checkDepartment(tx, { id, name, before, parent });

  const path = `${parent?.path ?? ''}${id}/`;
  await tx.query(
    `insert into department (id, name, parent_id, manager_id, path) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id,
       manager_id = excluded.manager_id, updated_at = now()`,
    [id, name, parentId, managerId, path],
  );
  await searchPlatform(host, tx, 'department', id);
  if (before && before.path !== path) await moveBelow(host, tx, before.path, path);
  host.live.peopleChanged(tx);
  return departmentView(tx, id);
}

interface DepartmentPlan {
  readonly id: string;
  readonly name: string;
  readonly before: DepartmentView | undefined;
  readonly parent: DepartmentView | undefined;
}

async function checkDepartment(tx: Tx, { id, name, before, parent }: DepartmentPlan): Promise<void> {
  if (parent && before && parent.path.startsWith(before.path)) {
    refuse('department.cycle', ['parent'], { name: before.name, parent: parent.name });
  }
  const twin = await tx.query(
    'select 1 from department where parent_id is not distinct from $1 and name = $2 and id <> $3',
    [parent?.id ?? null, name, id],
  );
  if (twin.rowCount > 0) refuse('department.nameTaken', ['name'], { name });
}

/**
 * Everything whose path begins with `from` begins with `to` afterwards: the department, those below, their records. One
 * transaction, however many records: the paths of people and of records are compared with each other, so in between
 * whole departments would not find their own. Readers never wait; who changes one of these records does (100,000 took
 * 7 s on a busy machine with two cores).
 */
async function moveBelow(host: Host, tx: Tx, from: string, to: string): Promise<void> {
  // A path holds only ids and slashes: nothing in it is special to LIKE.
  const change = (table: string, column: string): Promise<unknown> =>
    tx.query(`update ${table} set ${column} = $2 || substr(${column}, length($1) + 1) where ${column} like $1 || '%'`, [
      from,
      to,
    ]);
  await change('department', 'path');
  for (const { table } of ownedTables(host)) await change(table, 'owner_path');
}

const FOREIGN_KEY = '23503';

/** Refuses while people, departments or records still point to it. */
export async function deleteDepartment(host: Host, tx: Tx, id: string): Promise<void> {
  const { name } = await departmentView(tx, id);
  const { rows } = await tx.query<{ people: number; below: number }>(
    `select (select count(*)::int from person where department_id = $1) as people,
            (select count(*)::int from department where parent_id = $1) as below`,
    [id],
  );
  const { people = 0, below = 0 } = rows[0] ?? {};
  if (people > 0 || below > 0) refuse('department.notEmpty', ['id'], { name, people, below });
  try {
    await tx.query('delete from department where id = $1', [id]);
  } catch (error) {
    if ((error as { code?: string }).code === FOREIGN_KEY) refuse('department.inUse', ['id'], { name });
    throw error;
  }
  host.live.peopleChanged(tx);
}
