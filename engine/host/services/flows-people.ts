/** Who is meant: from the People of a node to persons, in the transaction of the event. */
import type { People } from '../../kernel/documents.generated';
import { isObject } from '../../kernel/json';
import { isUuid } from '../../kernel/ids';
import { isLocale } from '../../kernel/text';
import type { PlatformPermission, Viewer } from '../../kernel/viewer';
import type { Found } from '../../workflow/vocabulary';
import type { Host, Tx } from '../contract';
import type { RecordValues } from './flows-contract';

/** People who may be asked: active, and in the demo only if they are demo people. */
const MAY_BE_ASKED = 'p.is_active and (not p.is_demo or $2)';

interface Question {
  readonly tx: Tx;
  readonly host: Host;
  readonly submitter: string | null;
  /** Values of the record along a path, when a person field is asked for. */
  readonly values: (path: string) => Promise<RecordValues | undefined>;
}

async function ids(question: Question, sql: string, value: unknown): Promise<string[]> {
  const { rows } = await question.tx.query<{ id: string }>(sql, [value, question.host.isDemo]);
  return rows.map((row) => row.id);
}

const active = (question: Question, people: readonly string[]): Promise<string[]> =>
  ids(question, `select p.id from person p where p.id = any($1::uuid[]) and ${MAY_BE_ASKED} order by p.id`, people);

const ofRole = (question: Question, role: string): Promise<string[]> =>
  ids(
    question,
    `select p.id from person p join person_role r on r.person_id = p.id where r.role = $1 and ${MAY_BE_ASKED} order by p.id`,
    role,
  );

/** The manager of a person's department; where it has none, of the next department above that has one. */
const managerOf = (question: Question, person: string | null): Promise<string[]> =>
  ids(
    question,
    `with recursive up as (
       select d.*, 0 as level from department d join person s on s.department_id = d.id where s.id = $1
       union all
       select d.*, up.level + 1 from department d join up on up.parent_id = d.id where up.level < 50
     )
     select p.id from up join person p on p.id = up.manager_id where ${MAY_BE_ASKED} order by up.level limit 1`,
    person,
  );

const RESOLVE: {
  [By in People['by']]: (people: Extract<People, { by: By }>, question: Question) => Promise<string[]>;
} = {
  person: ({ person }, question) =>
    ids(question, `select p.id from person p where lower(p.email) = lower($1) and ${MAY_BE_ASKED}`, person),
  role: ({ role }, question) =>
    ofRole(question, question.host.documents.published('role', role)?.document.name ?? role),
  manager: (_, question) => managerOf(question, question.submitter),
  submitter: (_, question) => active(question, question.submitter ? [question.submitter] : []),
  field: async ({ path }, question) => active(question, personsAt(await question.values(path), path)),
};

/** The persons meant, sorted by id; [] when there is nobody. */
export const resolvePeople = (people: People, question: Question): Promise<string[]> =>
  (RESOLVE[people.by] as (people: People, question: Question) => Promise<string[]>)(people, question);

/**
 * Whom to ask when the node's own people are nobody: the manager of the submitter's department (or the next one above),
 * else the administrators. `found` says which, and the history keeps it.
 * @param isEnough e.g. that somebody is among them who is not being asked already
 */
export async function peopleOrFallback(
  people: People,
  question: Question,
  isEnough: (people: readonly string[]) => boolean,
): Promise<{ people: string[]; found: Found } | undefined> {
  const tries: readonly (readonly [Found, () => Promise<string[]>])[] = [
    ['drawn', () => resolvePeople(people, question)],
    ['manager', () => managerOf(question, question.submitter)],
    ['administrator', () => ofRole(question, 'administrator')],
  ];
  for (const [found, resolve] of tries) {
    const list = await resolve();
    if (isEnough(list)) return { people: list, found };
  }
  return undefined;
}

/** The person or persons a path of a loaded record ends at. */
function personsAt(values: RecordValues | undefined, path: string): string[] {
  const end = path.split('.').reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), values);
  return (Array.isArray(end) ? end : [end])
    .map((value: unknown) => (isObject(value) ? value.id : value))
    .filter(isUuid);
}

/** Persons as viewers, to know what each may read. */
export async function viewersOf(tx: Tx, host: Host, people: readonly string[]): Promise<Map<string, Viewer>> {
  const { rows } = await tx.query<{
    id: string;
    name: string;
    email: string;
    locale: string;
    time_zone: string;
    department_id: string | null;
    path: string | null;
    roles: string[];
  }>(
    `select p.id, p.name, p.email, p.locale, p.time_zone, p.department_id, d.path,
            array(select r.role from person_role r where r.person_id = p.id order by r.role) as roles
       from person p left join department d on d.id = p.department_id where p.id = any($1::uuid[])`,
    [people],
  );
  return new Map(
    rows.map((row) => {
      const documents = row.roles.map((role) => host.documents.published('role', role)?.document);
      const permissions = documents.flatMap((role) => (role?.kind === 'role' ? (role.permissions ?? []) : []));
      return [
        row.id,
        {
          id: row.id,
          name: row.name,
          email: row.email,
          locale: isLocale(row.locale) ? row.locale : 'zh-CN',
          timeZone: row.time_zone,
          roles: row.roles,
          departmentId: row.department_id,
          departmentPath: row.path ?? '',
          permissions: [...new Set<PlatformPermission>(permissions)].sort(),
        },
      ];
    }),
  );
}

export async function namesOf(tx: Tx, people: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    `select id, name from person where id = any($1::uuid[])
     union all select id, name from form_link where id = any($1::uuid[])`,
    [people],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
