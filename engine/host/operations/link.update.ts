import { defineOperation } from '../contract';
import { SETTINGS } from '../links/input';
import { updateLink } from '../links/manage';
import { inputOf, UUID } from '../services/records-input';

/** Changes the settings of a link; what is not named stays. */
export default defineOperation<'link.update'>({
  name: 'link.update',
  may: 'signedIn',
  isReadOnly: false,
  audit: true,
  input: inputOf({ ...SETTINGS, id: UUID }, ['id']),
  run: (input, call) => updateLink(call, input),
});
