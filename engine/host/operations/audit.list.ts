import { defineOperation } from '../contract';
import { listAudit } from '../services/audit-list';

/** What was done, newest first. */
export default defineOperation<'audit.list'>({
  name: 'audit.list',
  may: 'admin',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: {
      person: { type: 'string', format: 'uuid' },
      action: { type: 'string', maxLength: 80 },
      from: { type: 'string', format: 'date' },
      to: { type: 'string', format: 'date' },
      size: { type: 'integer', minimum: 1, maximum: 500 },
      before: { type: 'string', pattern: '^\\d{1,18}$' },
    },
    additionalProperties: false,
  },
  run: (input, call) => listAudit(call, input),
});
