import { defineOperation } from '../contract';
import { authorOf, CONVERSIONS, REF_PROPERTIES, saidPlan, VERSION } from '../services/documents-said';

/** Publishes an old version as a new one. */
export default defineOperation<'document.revert'>({
  name: 'document.revert',
  may: 'build',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { ...REF_PROPERTIES, version: VERSION, conversions: CONVERSIONS },
    required: ['kind', 'name', 'version'],
    additionalProperties: false,
  },
  async run({ kind, name, version: old, conversions }, call) {
    const how = { isBackground: true, ...(conversions ? { conversions } : {}) };
    const { plan, version, run } = await call.host.documents.revert(authorOf(call), { kind, name }, old, how);
    return { plan: saidPlan(plan, call), version, run };
  },
});
