import { defineOperation } from '../contract';
import { REF_PROPERTIES } from '../services/documents-said';

/** What is published or drafted, of one kind or of all. */
export default defineOperation<'document.list'>({
  name: 'document.list',
  may: 'build',
  isReadOnly: true,
  input: { type: 'object', properties: { kind: REF_PROPERTIES.kind }, additionalProperties: false },
  run: async ({ kind }, { host }) => ({ documents: await host.documents.summaries(kind) }),
});
