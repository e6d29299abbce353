import { saveDraft } from '../drafts/drafts';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID, VALUES } from '../services/records-input';

/** Keeps what I type for a new record, joined field by field with what my other devices keep. */
export default defineOperation<'draft.save'>({
  name: 'draft.save',
  may: 'signedIn',
  isReadOnly: false,
  // It changes no record, and is saved while somebody types.
  audit: false,
  input: inputOf(
    {
      entity: ENTITY,
      place: { type: 'string', minLength: 1, maxLength: 400 },
      id: UUID,
      base: { type: 'integer', minimum: 0 },
      values: VALUES,
    },
    ['entity', 'place', 'id', 'base', 'values'],
  ),
  run: (input, call) => saveDraft(call, input),
});
