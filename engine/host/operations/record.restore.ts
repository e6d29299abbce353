import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Takes a record out of the trash. */
export default defineOperation<'record.restore'>({
  name: 'record.restore',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ entity: ENTITY, id: UUID }, ['entity', 'id']),
  run: ({ entity, id }, call) => call.host.records.restore(call, entity, id),
});
