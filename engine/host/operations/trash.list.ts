import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { listTrash } from '../services/trash';

/** Deleted records the viewer may bring back. */
export default defineOperation<'trash.list'>({
  name: 'trash.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf(
    { entity: ENTITY, size: { type: 'integer', minimum: 1, maximum: 200 }, after: { type: 'string', maxLength: 8000 } },
    [],
  ),
  run: (input, call) => listTrash(call, input),
});
