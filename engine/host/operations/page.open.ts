import { openPage } from '../services/pages';
import { defineOperation } from '../contract';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** The page of a record as made for my roles, cut to what I may know, with what its form needs. */
export default defineOperation<'page.open'>({
  name: 'page.open',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, record: UUID, page: ENTITY, formVersion: { enum: ['newest'] } }, [
    'entity',
    'record',
  ]),
  run: (input, call) => openPage(call, input),
});
