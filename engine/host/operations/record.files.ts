import { filesOfRecord } from '../services/record-files';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** All files of a record that I may read, newest first. */
export default defineOperation<'record.files'>({
  name: 'record.files',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, id: UUID }, ['entity', 'id']),
  run: ({ entity, id }, call) => filesOfRecord(call, entity, id),
});
