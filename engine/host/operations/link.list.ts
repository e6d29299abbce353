import { defineOperation } from '../contract';
import { listLinks } from '../links/manage';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** The links to an entity's forms, or to one record, with their addresses. */
export default defineOperation<'link.list'>({
  name: 'link.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, record: UUID }, ['entity']),
  run: (input, call) => listLinks(call, input),
});
