import { defineOperation, type Host } from '../contract';
import { menusFor } from '../services/menus';
import type { Viewer } from '../../kernel/viewer';

/** Who is signed in, what the shell shows them, and how much waits for them. */
export default defineOperation<'session.get'>({
  name: 'session.get',
  may: 'signedIn',
  isReadOnly: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  async run(_, call) {
    const { host, viewer } = call;
    const { id, name, email, locale, timeZone, permissions } = viewer;
    const roles = viewer.roles.map((role) => {
      const label = host.documents.published('role', role)?.document.label ?? { 'zh-CN': role, en: role };
      return { name: role, label };
    });
    return {
      viewer: { id, name, email, locale, timeZone, roles, department: await departmentOf(host, viewer), permissions },
      menus: menusFor(call),
      counts: await countsFor(host, viewer),
      demo: host.isDemo,
      plugins: [...host.registry.plugins.keys()],
    };
  },
});

async function departmentOf(host: Host, { departmentId }: Viewer) {
  if (!departmentId) return null;
  const { rows } = await host.pool.query<{ id: string; title: string }>(
    'select id, name as title from department where id = $1',
    [departmentId],
  );
  return rows[0] ?? null;
}

async function countsFor(host: Host, { id }: Viewer) {
  const { rows } = await host.pool.query<{ tasks: number; notifications: number }>(
    `select (select count(*)::int from flow_task where assignee_id = $1 and state = 'open') as tasks,
            (select count(*)::int from notification where person_id = $1 and read_at is null) as notifications`,
    [id],
  );
  return rows[0] ?? { tasks: 0, notifications: 0 };
}
