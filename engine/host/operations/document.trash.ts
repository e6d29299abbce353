import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { listSchemaTrash } from '../services/schema-trash';

/** Fields and entities taken away, and values as they were before a conversion. */
export default defineOperation<'document.trash'>({
  name: 'document.trash',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY }, []),
  run: ({ entity }, call) => listSchemaTrash(call, entity),
});
