import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';
import { revertRecord } from '../services/records-revert';

/** Brings a record back to what it was at an earlier revision. */
export default defineOperation<'record.revert'>({
  name: 'record.revert',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    { entity: ENTITY, id: UUID, rev: { type: 'integer', minimum: 1 }, to: { type: 'integer', minimum: 1 } },
    ['entity', 'id', 'rev', 'to'],
  ),
  run: (input, call) => revertRecord(call, input),
});
