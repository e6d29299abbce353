import { defineOperation } from '../contract';
import { REF } from '../services/documents-said';

/** Forgets a draft; what is published stays. */
export default defineOperation<'document.discard'>({
  name: 'document.discard',
  may: 'build',
  isReadOnly: false,
  input: REF,
  async run(ref, { host }) {
    await host.documents.discard(ref);
    return { ok: true };
  },
});
