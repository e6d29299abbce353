import { importJob, moveJob } from '../import/session';
import { jobInput } from '../import/shapes';
import { beginUndo } from '../import/undo';
import { defineOperation } from '../contract';

/** Stops an import. What is in stays, unless it is to be undone too. */
export default defineOperation<'import.cancel'>({
  name: 'import.cancel',
  may: 'import',
  isReadOnly: false,
  input: jobInput({ undo: { type: 'boolean' } }),
  async run({ job: id, undo = false }, call) {
    const job = await importJob(call, id);
    await call.host.transaction(async (tx) => {
      await moveJob(call, tx, job, ['ready', 'running', 'paused'], 'cancelled');
      if (undo) await beginUndo(tx, call, id, false);
    });
    return { ok: true };
  },
});
