import { defineOperation } from '../contract';
import { diffVersions } from '../services/documents-diff';
import { REF_PROPERTIES, VERSION } from '../services/documents-said';

/** What two versions of a document differ in, path by path. */
export default defineOperation<'document.diff'>({
  name: 'document.diff',
  may: 'build',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { ...REF_PROPERTIES, from: VERSION, to: { anyOf: [VERSION, { const: 'draft' }] } },
    required: ['kind', 'name', 'from', 'to'],
    additionalProperties: false,
  },
  run: async ({ kind, name, from, to }, { host }) => ({
    changes: await diffVersions(host.documents, { kind, name }, from, to),
  }),
});
