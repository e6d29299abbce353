import { listErrors } from '../import/errors';
import { importState } from '../import/session';
import { defineOperation } from '../contract';

/** The rows of an import of mine that did not pass, each with its reasons in my language. */
export default defineOperation<'import.errors'>({
  name: 'import.errors',
  may: 'import',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: {
      job: { type: 'string', format: 'uuid' },
      size: { type: 'integer', minimum: 1, maximum: 500 },
      after: { type: 'integer', minimum: 0 },
    },
    required: ['job'],
    additionalProperties: false,
  },
  async run({ job, size = 50, after = 0 }, call) {
    const { failed } = await importState(call, job);
    return {
      errors: await listErrors(call, job, size, after),
      total: failed,
      download: `/api/v1/imports/${job}/errors.csv`,
    };
  },
});
