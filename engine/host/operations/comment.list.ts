import { listComments } from '../comments/comments';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** All comments of a record I may read, oldest first, answers after what they answer. */
export default defineOperation<'comment.list'>({
  name: 'comment.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, record: UUID }, ['entity', 'record']),
  run: (input, call) => listComments(call, input),
});
