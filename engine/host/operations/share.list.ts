import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';
import { listShares } from '../services/shares';

/** Whom a record is shared with. */
export default defineOperation<'share.list'>({
  name: 'share.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, record: UUID }, ['entity', 'record']),
  run: (input, call) => listShares(call, input),
});
