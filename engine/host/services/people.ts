/** People as the doors know them: who may come in, and as whom. */
import type { Pool } from 'pg';
import type { RoleDocument } from '../../kernel/documents.generated';
import { isLocale, type Text } from '../../kernel/text';
import type { PlatformPermission, Viewer } from '../../kernel/viewer';

export interface People {
  /** undefined: unknown, not active, or a demo person outside the demo. */
  viewer(personId: string): Promise<Viewer | undefined>;
  /** Whose key has this hash? Expired and revoked keys belong to nobody. */
  ownerOfKey(hash: string): Promise<{ readonly key: string; readonly person: string } | undefined>;
  maySignIn(personId: string): Promise<boolean>;
  /** The people listed on the sign-in page; none outside the demo. */
  demo(): Promise<readonly DemoPerson[]>;
}
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Text;
}
/** Of all demo people, who cannot sign in outside the demo. */
export const DEMO_PASSWORD = 'trellis-demo';

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
  readonly time_zone: string;
  readonly is_active: boolean;
  readonly is_demo: boolean;
  readonly department_id: string | null;
  readonly path: string | null;
  readonly roles: readonly string[];
}

/** A key's last use is written at most this often. */
const LAST_USED_MINUTES = 5;

export function createPeople(
  pool: Pool,
  { isDemo, role }: { isDemo: boolean; role: (name: string) => RoleDocument | undefined },
): People {
  async function row(personId: string): Promise<PersonRow | undefined> {
    const { rows } = await pool.query<PersonRow>(
      `select p.id, p.name, p.email, p.locale, p.time_zone, p.is_active, p.is_demo, p.department_id, d.path,
              coalesce(array(select r.role from person_role r where r.person_id = p.id order by r.role), '{}') as roles
         from person p left join department d on d.id = p.department_id where p.id = $1`,
      [personId],
    );
    const found = rows[0];
    return found && found.is_active && (isDemo || !found.is_demo) ? found : undefined;
  }

  return {
    async viewer(personId) {
      const found = await row(personId);
      if (!found) return undefined;
      const permissions = new Set<PlatformPermission>(found.roles.flatMap((name) => role(name)?.permissions ?? []));
      return {
        id: found.id,
        name: found.name,
        email: found.email,
        locale: isLocale(found.locale) ? found.locale : 'zh-CN',
        timeZone: found.time_zone,
        roles: found.roles,
        departmentId: found.department_id,
        departmentPath: found.path ?? '',
        permissions: [...permissions].sort(),
      };
    },
    async ownerOfKey(hash) {
      const { rows } = await pool.query<{ id: string; person_id: string; is_stale: boolean }>(
        `select id, person_id, coalesce(last_used_at < now() - make_interval(mins => $2), true) as is_stale
           from api_key where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())`,
        [hash, LAST_USED_MINUTES],
      );
      const key = rows[0];
      if (key?.is_stale) await pool.query('update api_key set last_used_at = now() where id = $1', [key.id]);
      return key && { key: key.id, person: key.person_id };
    },
    maySignIn: async (personId) => (await row(personId)) !== undefined,
    async demo() {
      if (!isDemo) return [];
      const { rows } = await pool.query<{ name: string; email: string; role: string }>(
        `select p.name, p.email, (select min(r.role) from person_role r where r.person_id = p.id) as role
           from person p where p.is_demo and p.is_active order by p.created_at, p.id`,
      );
      return rows.map((person) => ({
        ...person,
        password: DEMO_PASSWORD,
        role: role(person.role)?.label ?? { 'zh-CN': person.role, en: person.role },
      }));
    },
  };
}
