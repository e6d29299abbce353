import { refuse } from '../../kernel/problems';
import { defineOperation } from '../contract';

/** From now on the key opens nothing. */
export default defineOperation<'key.revoke'>({
  name: 'key.revoke',
  may: 'keys',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' } },
    required: ['id'],
    additionalProperties: false,
  },
  async run({ id }, { host, viewer }) {
    await host.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        'update api_key set revoked_at = $2 where id = $1 and revoked_at is null and ($3 or person_id = $4)',
        [id, host.clock.now(), viewer.permissions.includes('admin'), viewer.id],
      );
      if (rowCount === 0) refuse('key.unknown', ['id']);
      host.live.peopleChanged(tx);
    });
    return { ok: true };
  },
});
