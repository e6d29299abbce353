import { defineOperation } from '../contract';
import { offlineRecords } from '../services/offline';
import { ENTITY, FIELDS, inputOf } from '../services/records-input';

/** A page of the records I may read, the most recently changed first, for choosing from without a network. */
export default defineOperation<'offline.records'>({
  name: 'offline.records',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, fields: FIELDS, after: { type: 'string', maxLength: 8000 } }, ['entity']),
  run: (input, call) => offlineRecords(call, input),
});
