import { defineOperation } from '../contract';
import { explain } from '../services/explain';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Why somebody may, or may not, do something. */
export default defineOperation<'access.explain'>({
  name: 'access.explain',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf(
    {
      entity: ENTITY,
      action: { enum: ['create', 'read', 'update', 'delete'] },
      person: UUID,
      record: UUID,
      field: ENTITY,
    },
    ['entity', 'action'],
  ),
  run: (input, call) => explain(call, input),
});
