import { defineOperation } from '../contract';
import { startFlow } from '../services/flows';

/** Starts a flow on a record by hand; who may change the record may do so. */
export default defineOperation<'flow.start'>({
  name: 'flow.start',
  may: 'signedIn',
  plugin: 'workflow',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      flow: { type: 'string', maxLength: 60 },
      record: { type: 'string', format: 'uuid' },
      key: { type: 'string', minLength: 1, maxLength: 200 },
    },
    required: ['flow', 'record'],
    additionalProperties: false,
  },
  run: async ({ flow, record, key }, call) => ({ instance: await startFlow(call, flow, record, key) }),
});
