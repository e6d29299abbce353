import { defineOperation } from '../contract';
import { inputOf, UUID } from '../services/records-input';
import { restoreFromTrash } from '../services/schema-trash';

/** Publishes what was taken away again, with its values. */
export default defineOperation<'document.restore'>({
  name: 'document.restore',
  may: 'build',
  isReadOnly: false,
  input: inputOf({ id: UUID }, ['id']),
  run: ({ id }, call) => restoreFromTrash(call, id),
});
