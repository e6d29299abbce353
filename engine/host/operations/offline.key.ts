import { defineOperation } from '../contract';
import { offlineKey } from '../services/offline';

/** The key under which my unsent records rest on a device while I am signed out there. */
export default defineOperation<'offline.key'>({
  name: 'offline.key',
  may: 'signedIn',
  isReadOnly: true,
  input: { type: 'object', additionalProperties: false },
  run: async (_input, call) => ({ key: await offlineKey(call) }),
});
