import { defineOperation } from '../contract';
import { authorOf, REFS, saidPlan } from '../services/documents-said';

/** Publishes drafts together, in one transaction. */
export default defineOperation<'document.publish'>({
  name: 'document.publish',
  may: 'build',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { refs: REFS, note: { type: 'string', maxLength: 500 } },
    required: ['refs'],
    additionalProperties: false,
  },
  async run({ refs, note }, call) {
    const { plan, versions } = await call.host.documents.publish(authorOf(call), { refs }, note);
    return { plan: saidPlan(plan, call), versions };
  },
});
