import { defineOperation } from '../contract';

/** Marks notices of the viewer as read; others' stay as they are. */
export default defineOperation<'notification.read'>({
  name: 'notification.read',
  may: 'signedIn',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      ids: { oneOf: [{ const: 'all' }, { type: 'array', maxItems: 500, items: { type: 'string', format: 'uuid' } }] },
    },
    required: ['ids'],
    additionalProperties: false,
  },
  async run({ ids }, { host, viewer }) {
    await host.transaction(async (tx) => {
      await tx.query(
        `update notification set read_at = $2
          where person_id = $1 and read_at is null and ($3::uuid[] is null or id = any($3))`,
        [viewer.id, host.clock.now(), ids === 'all' ? null : ids],
      );
      await host.live.publish(tx, { topic: 'notifications', people: [viewer.id] });
    });
    return { ok: true };
  },
});
