import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Puts a record into the trash; refused while others point to it. */
export default defineOperation<'record.delete'>({
  name: 'record.delete',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ entity: ENTITY, id: UUID, rev: { type: 'integer', minimum: 1 } }, ['entity', 'id']),
  run: async ({ entity, id, rev }, call) => {
    await call.host.records.remove(call, entity, id, rev);
    return { ok: true };
  },
});
