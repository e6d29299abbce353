import { importJob, moveJob } from '../import/session';
import { jobInput } from '../import/shapes';
import { defineOperation } from '../contract';

/** Goes on with an import that was paused, or that stopped at an error. */
export default defineOperation<'import.resume'>({
  name: 'import.resume',
  may: 'import',
  isReadOnly: false,
  input: jobInput(),
  async run({ job: id }, call) {
    const job = await importJob(call, id);
    await call.host.transaction(async (tx) => {
      await moveJob(call, tx, job, ['paused', 'failed'], 'ready');
      await tx.query('update import_job set problem = null where id = $1', [id]);
      await call.host.jobs.enqueue(tx, 'import.run', { job: id });
    });
    return { ok: true };
  },
});
