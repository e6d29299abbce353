import { defineOperation } from '../contract';
import { offlineForms } from '../services/offline';

/** The forms that work without a network and that I may fill in, ready to be kept on a device. */
export default defineOperation<'offline.forms'>({
  name: 'offline.forms',
  may: 'signedIn',
  isReadOnly: true,
  input: { type: 'object', additionalProperties: false },
  run: (_input, call) => offlineForms(call),
});
