import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { listQuarantined } from '../services/quarantine-list';

/** Values of an entity that did not convert, with their records. */
export default defineOperation<'quarantine.list'>({
  name: 'quarantine.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, after: { type: 'string', minLength: 36, maxLength: 36 } }, ['entity']),
  run: ({ entity, after }, call) => listQuarantined(call, entity, after),
});
