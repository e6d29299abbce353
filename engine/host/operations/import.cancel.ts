import { importState } from '../import/session';
import { defineOperation } from '../contract';

/** Stops an import of mine. Rows already written stay. */
export default defineOperation<'import.cancel'>({
  name: 'import.cancel',
  may: 'import',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { job: { type: 'string', format: 'uuid' } },
    required: ['job'],
    additionalProperties: false,
  },
  async run({ job }, call) {
    await importState(call, job);
    await call.host.transaction(async (tx) => {
      await tx.query(
        `update import_job set state = 'cancelled', ended_at = $2 where id = $1 and state in ('ready', 'running')`,
        [job, call.host.clock.now()],
      );
      await call.host.live.publish(tx, { topic: 'import', job, people: [call.viewer.id] });
    });
    return { ok: true };
  },
});
