import { defineOperation } from '../contract';
import { CONVERSIONS, readerOf, REFS, saidPlan } from '../services/documents-said';

/** What publishing these drafts would do, in sentences and SQL, down to each value that will not convert. */
export default defineOperation<'document.plan'>({
  name: 'document.plan',
  may: 'build',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { refs: REFS, conversions: CONVERSIONS },
    required: ['refs'],
    additionalProperties: false,
  },
  run: async (asked, call) => saidPlan(await call.host.documents.plan({ ...asked, reader: readerOf(call) }), call),
});
