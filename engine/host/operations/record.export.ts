import { defineOperation } from '../contract';
import { exportRecords } from '../services/records-export';
import { ENTITY, FIELDS, FILTER, inputOf, SEARCH, SORT } from '../services/records-input';

/** All records a list shows, as a file; only what I may read. A large file is written in the background. */
export default defineOperation<'record.export'>({
  name: 'record.export',
  may: 'export',
  isReadOnly: false,
  input: inputOf(
    {
      entity: ENTITY,
      filter: FILTER,
      search: SEARCH,
      fields: FIELDS,
      sort: SORT,
      format: { enum: ['csv', 'xlsx'] },
      encoding: { enum: ['utf-8', 'gb18030'] },
      ids: { type: 'boolean' },
    },
    ['entity', 'format'],
  ),
  run: (input, call) => exportRecords(call, input),
});
