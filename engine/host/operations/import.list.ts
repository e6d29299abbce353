import { listImports } from '../import/session';
import { JOB } from '../import/shapes';
import { defineOperation } from '../contract';

/** My imports, an administrator's: everybody's; the newest first. */
export default defineOperation<'import.list'>({
  name: 'import.list',
  may: 'import',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: {
      entity: { type: 'string', maxLength: 60 },
      size: { type: 'integer', minimum: 1, maximum: 200 },
      after: JOB,
    },
    additionalProperties: false,
  },
  run: (input, call) => listImports(call, input),
});
