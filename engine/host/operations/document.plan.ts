import { defineOperation } from '../contract';
import { REFS, saidPlan } from '../services/documents-said';

/** What publishing these drafts would do, in sentences and SQL. */
export default defineOperation<'document.plan'>({
  name: 'document.plan',
  may: 'build',
  isReadOnly: true,
  input: { type: 'object', properties: { refs: REFS }, required: ['refs'], additionalProperties: false },
  run: async ({ refs }, call) => saidPlan(await call.host.documents.plan({ refs }), call),
});
