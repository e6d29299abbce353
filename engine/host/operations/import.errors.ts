import { countErrors, listErrors, missingNames } from '../import/errors';
import { importJob } from '../import/session';
import { jobInput } from '../import/shapes';
import { defineOperation } from '../contract';

/** The rows of an import of mine that did not pass, each with its reasons in my language. */
export default defineOperation<'import.errors'>({
  name: 'import.errors',
  may: 'import',
  isReadOnly: true,
  input: jobInput({
    size: { type: 'integer', minimum: 1, maximum: 500 },
    after: { type: 'integer', minimum: 0 },
  }),
  async run({ job: id, size = 50, after = 0 }, call) {
    const job = await importJob(call, id);
    return {
      errors: await listErrors(call, job, size, after),
      total: await countErrors(call, id),
      missing: after === 0 ? await missingNames(call, id) : [],
      download: `/api/v1/imports/${id}/errors`,
    };
  },
});
