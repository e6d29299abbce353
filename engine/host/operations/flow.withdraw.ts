import { defineOperation } from '../contract';
import { withdrawFlow } from '../services/flows';

/** Takes a running flow back: by its submitter or an administrator. */
export default defineOperation<'flow.withdraw'>({
  name: 'flow.withdraw',
  may: 'signedIn',
  plugin: 'workflow',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { instance: { type: 'string', format: 'uuid' }, comment: { type: 'string', maxLength: 2000 } },
    required: ['instance'],
    additionalProperties: false,
  },
  async run({ instance, comment }, call) {
    await withdrawFlow(call, instance, comment);
    return { ok: true };
  },
});
