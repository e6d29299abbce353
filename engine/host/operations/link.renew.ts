import { defineOperation } from '../contract';
import { renewLink } from '../links/manage';
import { inputOf, UUID } from '../services/records-input';

/** A new address for a link; the old one opens nothing from now on. */
export default defineOperation<'link.renew'>({
  name: 'link.renew',
  may: 'signedIn',
  isReadOnly: false,
  audit: true,
  input: inputOf({ id: UUID }, ['id']),
  run: ({ id }, call) => renewLink(call, id),
});
