import type { NotificationView } from '../../kernel/api';
import { defineOperation } from '../contract';

/** The viewer's own notices, newest first. */
export default defineOperation<'notification.list'>({
  name: 'notification.list',
  may: 'signedIn',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { size: { type: 'integer', minimum: 1, maximum: 200 } },
    additionalProperties: false,
  },
  async run({ size = 30 }, { host, viewer }) {
    const { rows } = await host.pool.query<NotificationView>(
      `select id, at, title, body, link, read_at is not null as read from notification
        where person_id = $1 order by at desc, id desc limit $2`,
      [viewer.id, size],
    );
    const unread = await host.pool.query<{ count: number }>(
      'select count(*)::int as count from notification where person_id = $1 and read_at is null',
      [viewer.id],
    );
    return { notifications: rows, unread: unread.rows[0]?.count ?? 0 };
  },
});
