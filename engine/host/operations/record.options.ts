import { defineOperation } from '../contract';
import { ENTITY, FILTER, inputOf, SEARCH, UUID } from '../services/records-input';

/** Candidates of a relation or person field while typing. */
export default defineOperation<'record.options'>({
  name: 'record.options',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf(
    {
      entity: ENTITY,
      search: SEARCH,
      ids: { type: 'array', items: UUID, maxItems: 100 },
      filter: FILTER,
      size: { type: 'integer', minimum: 1, maximum: 100 },
    },
    ['entity'],
  ),
  run: (input, call) => call.host.records.options(call, input),
});
