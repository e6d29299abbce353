import { defineOperation } from '../contract';
import { inputOf, PATH, UUID } from '../services/records-input';
import { purgeFromTrash } from '../services/schema-trash';

/** Deletes a field or an entity for ever, with all its values. */
export default defineOperation<'document.purge'>({
  name: 'document.purge',
  may: 'purge',
  isReadOnly: false,
  input: inputOf({ id: UUID, name: PATH }, ['id', 'name']),
  run: ({ id, name }, call) => purgeFromTrash(call, id, name),
});
