import { defineOperation } from '../contract';
import { linkOptions } from '../links/open';
import { ENTITY, inputOf, SEARCH, UUID } from '../services/records-input';

/** Candidates of a relation on a form that is filled in by link. */
export default defineOperation<'link.options'>({
  name: 'link.options',
  may: 'guest',
  isReadOnly: true,
  input: inputOf(
    {
      entity: ENTITY,
      search: SEARCH,
      ids: { type: 'array', items: UUID, maxItems: 50 },
      // What a rule limits the candidates to; it may ask for nothing the roles do not read.
      filter: inputOf({ expression: { type: 'string', maxLength: 2000 } }, ['expression']),
    },
    ['entity'],
  ),
  run: (input, call) => linkOptions(call, input),
});
