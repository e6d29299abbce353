import { recordTimeline } from '../timeline';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Everything that touched a record, newest first, as far as I may know of it. */
export default defineOperation<'record.timeline'>({
  name: 'record.timeline',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf(
    {
      entity: ENTITY,
      id: UUID,
      show: {
        type: 'array',
        maxItems: 6,
        items: { enum: ['changes', 'comments', 'files', 'flow', 'shares', 'imports'] },
      },
      field: ENTITY,
      size: { type: 'integer', minimum: 1, maximum: 200 },
      after: { type: 'string', maxLength: 120 },
    },
    ['entity', 'id'],
  ),
  run: (input, call) => recordTimeline(call, input),
});
