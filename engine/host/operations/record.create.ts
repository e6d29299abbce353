import { defineOperation } from '../contract';
import { ENTITY, inputOf, VALUES } from '../services/records-input';
import { warned } from '../services/records-warned';

/** A new record. `key` makes the same call again answer with the record made the first time. */
export default defineOperation<'record.create'>({
  name: 'record.create',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    { entity: ENTITY, values: VALUES, form: ENTITY, key: { type: 'string', minLength: 1, maxLength: 200 } },
    ['entity', 'values'],
  ),
  run: (input, call) => warned(call, (within) => call.host.records.create(within, input)),
});
