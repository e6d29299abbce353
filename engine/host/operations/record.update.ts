import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID, VALUES } from '../services/records-input';
import { warned } from '../services/records-warned';

/** Changes fields of a record. `rev` is the revision the writer saw. */
export default defineOperation<'record.update'>({
  name: 'record.update',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    {
      entity: ENTITY,
      id: UUID,
      rev: { type: 'integer', minimum: 1 },
      values: VALUES,
      form: ENTITY,
      formVersion: { enum: ['newest'] },
    },
    ['entity', 'id', 'rev', 'values'],
  ),
  run: (input, call) => warned(call, (within) => call.host.records.update(within, input)),
});
