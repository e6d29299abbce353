import { listDrafts } from '../drafts/drafts';
import { defineOperation } from '../contract';

/** All my drafts, the newest first. */
export default defineOperation<'draft.list'>({
  name: 'draft.list',
  may: 'signedIn',
  isReadOnly: true,
  input: { type: 'object', additionalProperties: false },
  run: async (_input, call) => ({ drafts: await listDrafts(call) }),
});
