import { defineOperation } from '../contract';
import { ENTITY, inputOf, PATH } from '../services/records-input';
import { usageOf } from '../services/usage';

/** Who uses an entity or one of its fields. */
export default defineOperation<'document.usage'>({
  name: 'document.usage',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, field: PATH }, ['entity']),
  run: ({ entity, field }, call) => usageOf(call, entity, field),
});
