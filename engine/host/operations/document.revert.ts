import { defineOperation } from '../contract';
import { authorOf, REF_PROPERTIES, saidPlan, VERSION } from '../services/documents-said';

/** Publishes an old version as a new one. */
export default defineOperation<'document.revert'>({
  name: 'document.revert',
  may: 'build',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { ...REF_PROPERTIES, version: VERSION },
    required: ['kind', 'name', 'version'],
    additionalProperties: false,
  },
  async run({ kind, name, version: old }, call) {
    const { plan, version, run } = await call.host.documents.revert(authorOf(call), { kind, name }, old);
    return { plan: saidPlan(plan, call), version, run };
  },
});
