import { importState } from '../import/session';
import { defineOperation } from '../contract';

/** How far an import of mine is. */
export default defineOperation<'import.get'>({
  name: 'import.get',
  may: 'import',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { job: { type: 'string', format: 'uuid' } },
    required: ['job'],
    additionalProperties: false,
  },
  run: ({ job }, call) => importState(call, job),
});
