import { defineOperation } from '../contract';
import { REF } from '../services/documents-said';

/** The versions of a document, newest first. */
export default defineOperation<'document.history'>({
  name: 'document.history',
  may: 'build',
  isReadOnly: true,
  input: REF,
  run: async (ref, { host }) => ({ versions: await host.documents.history(ref) }),
});
