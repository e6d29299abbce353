import { defineOperation } from '../contract';

/** The language in which the viewer wants to be spoken to. */
export default defineOperation<'session.locale'>({
  name: 'session.locale',
  may: 'signedIn',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { locale: { enum: ['zh-CN', 'en'] } },
    required: ['locale'],
    additionalProperties: false,
  },
  async run({ locale }, { host, viewer }) {
    await host.transaction(async (tx) => {
      await tx.query('update person set locale = $2, updated_at = $3 where id = $1', [
        viewer.id,
        locale,
        host.clock.now(),
      ]);
      host.live.peopleChanged(tx);
    });
    return { ok: true };
  },
});
