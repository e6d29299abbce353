import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';
import { removeShare } from '../services/shares';

/** Takes a share away. */
export default defineOperation<'share.remove'>({
  name: 'share.remove',
  may: 'signedIn',
  isReadOnly: false,
  audit: true,
  input: inputOf({ entity: ENTITY, record: UUID, share: UUID }, ['entity', 'record', 'share']),
  run: (input, call) => removeShare(call, input),
});
