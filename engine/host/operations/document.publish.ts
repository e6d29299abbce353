import { defineOperation } from '../contract';
import { authorOf, CONVERSIONS, readerOf, REFS, saidPlan } from '../services/documents-said';

/** Publishes drafts together: at once, or behind where many values have to be carried over. */
export default defineOperation<'document.publish'>({
  name: 'document.publish',
  may: 'build',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      refs: REFS,
      note: { type: 'string', maxLength: 500 },
      conversions: CONVERSIONS,
      seal: { type: 'string', maxLength: 64 },
    },
    required: ['refs'],
    additionalProperties: false,
  },
  async run({ note, ...asked }, call) {
    const publication = { ...asked, reader: readerOf(call) };
    const how = { isBackground: true };
    const { plan, versions, run } = await call.host.documents.publish(authorOf(call), publication, note, how);
    return { plan: saidPlan(plan, call), versions, run };
  },
});
