import { importJob, moveJob } from '../import/session';
import { jobInput } from '../import/shapes';
import { defineOperation } from '../contract';

/** Lets an import rest behind the batch it is at. */
export default defineOperation<'import.pause'>({
  name: 'import.pause',
  may: 'import',
  isReadOnly: false,
  input: jobInput(),
  async run({ job: id }, call) {
    const job = await importJob(call, id);
    await call.host.transaction((tx) => moveJob(call, tx, job, ['ready', 'running'], 'paused'));
    return { ok: true };
  },
});
