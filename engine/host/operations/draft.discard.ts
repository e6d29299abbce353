import { discardDraft } from '../drafts/drafts';
import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';

/** Forgets a draft of mine. */
export default defineOperation<'draft.discard'>({
  name: 'draft.discard',
  may: 'signedIn',
  isReadOnly: false,
  // It changes no record, and is saved while somebody types.
  audit: false,
  input: inputOf({ entity: ENTITY, place: { type: 'string', minLength: 1, maxLength: 400 } }, ['entity', 'place']),
  async run(input, call) {
    await discardDraft(call, input);
    return { ok: true };
  },
});
