import { defineOperation } from '../contract';
import { ENTITY, FIELDS, FILTER, inputOf, PAGE, SEARCH, SORT } from '../services/records-input';

/** A page of records: filtered, searched, sorted; only what I may read. */
export default defineOperation<'record.list'>({
  name: 'record.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf(
    {
      entity: ENTITY,
      filter: FILTER,
      search: SEARCH,
      sort: SORT,
      fields: FIELDS,
      page: PAGE,
      count: { type: 'boolean' },
      trash: { type: 'boolean' },
    },
    ['entity'],
  ),
  run: (input, call) => call.host.records.list(call, input),
});
