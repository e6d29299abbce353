import { defineOperation } from '../contract';
import { undoBatch } from '../services/batches';
import { inputOf, UUID } from '../services/records-input';

/** Takes a change of many records back. */
export default defineOperation<'record.undoMany'>({
  name: 'record.undoMany',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ batch: UUID }, ['batch']),
  run: ({ batch }, call) => undoBatch(call, batch),
});
