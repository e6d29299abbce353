import { defineOperation } from '../contract';
import { listChoices } from '../services/plan-values';
import { ENTITY, inputOf, PATH } from '../services/records-input';

/** The different values of a field, to make choices of. */
export default defineOperation<'document.choices'>({
  name: 'document.choices',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, field: PATH, size: { type: 'integer', minimum: 1, maximum: 500 } }, [
    'entity',
    'field',
  ]),
  run: (input, call) => listChoices(call, input),
});
