import { peopleToMention } from '../comments/readers';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, SEARCH, UUID } from '../services/records-input';

/** People to mention: those who may read the record. */
export default defineOperation<'comment.people'>({
  name: 'comment.people',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, record: UUID, search: SEARCH }, ['entity', 'record']),
  run: async ({ entity, record, search = '' }, call) => ({
    people: await peopleToMention(call, entity, record, search.trim()),
  }),
});
