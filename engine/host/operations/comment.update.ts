import { updateComment } from '../comments/comments';
import { defineOperation } from '../contract';
import { inputOf, UUID } from '../services/records-input';

/** Changes a comment of mine; people who are mentioned now and were not before get a notice. */
export default defineOperation<'comment.update'>({
  name: 'comment.update',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    { id: UUID, body: { type: 'string', maxLength: 20_000 }, files: { type: 'array', items: UUID, maxItems: 20 } },
    ['id', 'body'],
  ),
  run: (input, call) => updateComment(call, input),
});
