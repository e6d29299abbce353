import { importJob } from '../import/session';
import { jobInput } from '../import/shapes';
import { listKept } from '../import/undo-kept';
import { defineOperation } from '../contract';

/** Records that the undo of an import left as they are, and why. */
export default defineOperation<'import.kept'>({
  name: 'import.kept',
  may: 'import',
  isReadOnly: true,
  input: jobInput({ size: { type: 'integer', minimum: 1, maximum: 500 } }),
  async run({ job: id, size = 50 }, call) {
    const { kept } = await importJob(call, id);
    return { records: await listKept(call, id, size), total: kept };
  },
});
