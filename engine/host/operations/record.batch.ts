import { defineOperation } from '../contract';
import { answerOf } from '../services/batches';
import { inputOf, UUID } from '../services/records-input';

/** How far a change of many records is, and what it could not change. */
export default defineOperation<'record.batch'>({
  name: 'record.batch',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ batch: UUID }, ['batch']),
  run: ({ batch }, call) => answerOf(call, batch),
});
