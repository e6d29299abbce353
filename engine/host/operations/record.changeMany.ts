import { defineOperation } from '../contract';
import { changeRecords } from '../services/batches';
import { ENTITY, FILTER, inputOf, SEARCH, UUID, VALUES } from '../services/records-input';

const IDS = { type: 'array', items: UUID, maxItems: 1000 };

/** Changes, deletes or restores many records, or starts a flow on each; what fails is told record by record. */
export default defineOperation<'record.changeMany'>({
  name: 'record.changeMany',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    {
      entity: ENTITY,
      op: { enum: ['update', 'delete', 'restore', 'start'] },
      changes: {
        type: 'array',
        maxItems: 2000,
        items: inputOf({ id: UUID, rev: { type: 'integer', minimum: 1 }, values: VALUES }, ['id', 'values']),
      },
      ids: IDS,
      where: inputOf({ filter: FILTER, search: SEARCH, except: IDS, expected: { type: 'integer', minimum: 0 } }, []),
      values: VALUES,
      flow: ENTITY,
      key: UUID,
    },
    ['entity', 'op'],
  ),
  run: (input, call) => changeRecords(call, input),
});
