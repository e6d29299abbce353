import { defineOperation } from '../contract';
import { quarantineOf } from '../services/quarantine';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Values of a record that did not convert. */
export default defineOperation<'record.quarantine'>({
  name: 'record.quarantine',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, id: UUID }, ['entity', 'id']),
  run: ({ entity, id }, call) => quarantineOf(call, entity, id),
});
