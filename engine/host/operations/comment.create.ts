import { createComment } from '../comments/comments';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Says something about a record I may read; people mentioned get a notice. */
export default defineOperation<'comment.create'>({
  name: 'comment.create',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    {
      entity: ENTITY,
      record: UUID,
      body: { type: 'string', maxLength: 20_000 },
      parent: UUID,
      files: { type: 'array', items: UUID, maxItems: 20 },
      key: { type: 'string', minLength: 1, maxLength: 100 },
    },
    ['entity', 'record', 'body'],
  ),
  run: (input, call) => createComment(call, input),
});
