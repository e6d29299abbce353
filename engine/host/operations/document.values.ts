import { defineOperation } from '../contract';
import { CONVERSIONS, REFS } from '../services/documents-said';
import { listValues } from '../services/plan-values';
import { ENTITY, inputOf, PATH, UUID } from '../services/records-input';

/** Every value that will not convert, with its record. */
export default defineOperation<'document.values'>({
  name: 'document.values',
  may: 'build',
  isReadOnly: true,
  input: inputOf(
    {
      refs: REFS,
      conversions: CONVERSIONS,
      entity: ENTITY,
      field: PATH,
      after: UUID,
      size: { type: 'integer', minimum: 1, maximum: 10_000 },
    },
    ['refs', 'entity', 'field'],
  ),
  run: (input, call) => listValues(call, input),
});
