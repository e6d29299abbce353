import { setDeleted } from '../comments/comments';
import { defineOperation } from '../contract';
import { inputOf, UUID } from '../services/records-input';

/** Deletes a comment of mine; answers to it stay. */
export default defineOperation<'comment.delete'>({
  name: 'comment.delete',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ id: UUID }, ['id']),
  run: ({ id }, call) => setDeleted(call, id, true),
});
