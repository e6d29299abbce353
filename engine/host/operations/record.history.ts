import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** What happened to a record, field by field, as far as I may read the fields. */
export default defineOperation<'record.history'>({
  name: 'record.history',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, id: UUID }, ['entity', 'id']),
  run: ({ entity, id }, call) => call.host.records.history(call, entity, id),
});
