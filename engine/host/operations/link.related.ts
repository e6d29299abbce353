import { defineOperation } from '../contract';
import { linkRelated } from '../links/open';
import { ENTITY, FIELDS, inputOf, UUID } from '../services/records-input';

/** What rules read along the relations of a form that is filled in by link. */
export default defineOperation<'link.related'>({
  name: 'link.related',
  may: 'guest',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, fields: FIELDS, ids: { type: 'array', items: UUID, maxItems: 200 } }, [
    'entity',
    'fields',
    'ids',
  ]),
  run: (input, call) => linkRelated(call, input),
});
