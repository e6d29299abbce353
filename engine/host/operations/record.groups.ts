import { defineOperation } from '../contract';
import { listGroups } from '../services/records-groups';
import { DIRECTION, ENTITY, FILTER, inputOf, PATH, SEARCH } from '../services/records-input';

/** The groups of a list with their totals, and the totals of the whole list. */
export default defineOperation<'record.groups'>({
  name: 'record.groups',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf(
    {
      entity: ENTITY,
      filter: FILTER,
      search: SEARCH,
      group: inputOf(
        { field: PATH, grain: { enum: ['day', 'week', 'month', 'quarter', 'year'] }, direction: DIRECTION },
        ['field'],
      ),
      measures: {
        type: 'array',
        maxItems: 10,
        items: inputOf(
          { agg: { enum: ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'median'] }, field: PATH },
          ['agg', 'field'],
        ),
      },
      size: { type: 'integer', minimum: 1, maximum: 1000 },
    },
    ['entity'],
  ),
  run: (input, call) => listGroups(call, input),
});
