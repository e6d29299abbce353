import type { Output } from '../../kernel/api';
import { defineOperation } from '../contract';

/** The keys that work: an administrator sees everybody's, others their own. Never the key itself. */
export default defineOperation<'key.list'>({
  name: 'key.list',
  may: 'keys',
  isReadOnly: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  async run(_, { host, viewer }) {
    const { rows } = await host.pool.query<Output<'key.list'>['keys'][number]>(
      `select k.id, k.label, k.prefix, json_build_object('id', p.id, 'title', p.name) as person,
              k.created_at as "createdAt", k.last_used_at as "lastUsedAt"
         from api_key k join person p on p.id = k.person_id
        where k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) and ($1 or k.person_id = $2)
        order by k.created_at desc`,
      [viewer.permissions.includes('admin'), viewer.id],
    );
    return { keys: rows };
  },
});
