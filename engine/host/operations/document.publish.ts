import { defineOperation } from '../contract';
import { authorOf, REFS, saidPlan } from '../services/documents-said';

/** Publishes drafts together, in one transaction. */
export default defineOperation<'document.publish'>({
  name: 'document.publish',
  may: 'build',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { refs: REFS, note: { type: 'string', maxLength: 500 }, seal: { type: 'string', maxLength: 64 } },
    required: ['refs'],
    additionalProperties: false,
  },
  async run({ refs, note, seal }, call) {
    const publication = { refs, ...(seal === undefined ? {} : { seal }) };
    const { plan, versions, run } = await call.host.documents.publish(authorOf(call), publication, note);
    return { plan: saidPlan(plan, call), versions, run };
  },
});
