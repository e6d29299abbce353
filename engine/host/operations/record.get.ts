import { defineOperation } from '../contract';
import { ENTITY, FIELDS, inputOf, UUID } from '../services/records-input';

/** One record, cut to the fields I may read. */
export default defineOperation<'record.get'>({
  name: 'record.get',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, id: UUID, fields: FIELDS }, ['entity', 'id']),
  run: ({ entity, id, fields }, call) => call.host.records.get(call, entity, id, fields),
});
