import { defineOperation } from '../contract';
import { ENTITY, inputOf, VALUES } from '../services/records-input';

/** A new record. `key` makes the same call again answer with the record made the first time. */
export default defineOperation<'record.create'>({
  name: 'record.create',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    { entity: ENTITY, values: VALUES, form: ENTITY, key: { type: 'string', minLength: 1, maxLength: 200 } },
    ['entity', 'values'],
  ),
  run: (input, call) => call.host.records.create(call, input),
});
