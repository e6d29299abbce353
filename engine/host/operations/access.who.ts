import { defineOperation } from '../contract';
import { whoMay } from '../services/explain-who';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Who may read and change a record. */
export default defineOperation<'access.who'>({
  name: 'access.who',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, record: UUID }, ['entity', 'record']),
  run: (input, call) => whoMay(call, input),
});
