import { setDeleted } from '../comments/comments';
import { defineOperation } from '../contract';
import { inputOf, UUID } from '../services/records-input';

/** Brings a deleted comment of mine back. */
export default defineOperation<'comment.restore'>({
  name: 'comment.restore',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ id: UUID }, ['id']),
  run: ({ id }, call) => setDeleted(call, id, false),
});
