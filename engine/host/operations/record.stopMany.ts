import { defineOperation } from '../contract';
import { stopBatch } from '../services/batches';
import { inputOf, UUID } from '../services/records-input';

/** Stops a change of many records that runs in the background. */
export default defineOperation<'record.stopMany'>({
  name: 'record.stopMany',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ batch: UUID }, ['batch']),
  async run({ batch }, call) {
    await stopBatch(call, batch);
    return { ok: true };
  },
});
