import { defineOperation } from '../contract';
import { revokeLink } from '../links/manage';
import { inputOf, UUID } from '../services/records-input';

/** From now on the link opens nothing. */
export default defineOperation<'link.revoke'>({
  name: 'link.revoke',
  may: 'signedIn',
  isReadOnly: false,
  audit: true,
  input: inputOf({ id: UUID }, ['id']),
  async run({ id }, call) {
    await revokeLink(call, id);
    return { ok: true };
  },
});
