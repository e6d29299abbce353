import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';
import { addShare } from '../services/shares';

/** Shares a record with a person, a role or a department, to read or to edit. */
export default defineOperation<'share.add'>({
  name: 'share.add',
  may: 'signedIn',
  isReadOnly: false,
  audit: true,
  input: inputOf(
    {
      entity: ENTITY,
      record: UUID,
      with: {
        oneOf: [
          inputOf({ person: UUID }, ['person']),
          inputOf({ role: ENTITY }, ['role']),
          inputOf({ department: UUID }, ['department']),
        ],
      },
      level: { enum: ['read', 'edit'] },
      until: { type: ['string', 'null'], format: 'date-time' },
    },
    ['entity', 'record', 'with', 'level'],
  ),
  run: (input, call) => addShare(call, input),
});
