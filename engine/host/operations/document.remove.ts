import { defineOperation } from '../contract';
import { authorOf, REF } from '../services/documents-said';

/** Takes a document away, restorably; refused with the places that use it. */
export default defineOperation<'document.remove'>({
  name: 'document.remove',
  may: 'build',
  isReadOnly: false,
  input: REF,
  async run(ref, call) {
    await call.host.documents.publish(authorOf(call), { remove: [ref] });
    return { ok: true };
  },
});
