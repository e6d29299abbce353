import { openDraft } from '../drafts/drafts';
import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';

/** What I typed for a new record, on whatever device, and have not sent. */
export default defineOperation<'draft.open'>({
  name: 'draft.open',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, place: { type: 'string', minLength: 1, maxLength: 400 } }, ['entity', 'place']),
  run: (input, call) => openDraft(call, input),
});
