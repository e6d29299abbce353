import { defineOperation } from '../contract';
import { authorOf, DOCUMENT, REF_PROPERTIES, said } from '../services/documents-said';

/** Keeps a draft, finished or not, and says what is still wrong with it. */
export default defineOperation<'document.save'>({
  name: 'document.save',
  may: 'build',
  isReadOnly: false,
  // A draft changes nothing that runs, and is saved while somebody types.
  audit: false,
  input: {
    type: 'object',
    properties: {
      document: DOCUMENT,
      base: { type: 'integer', minimum: 0 },
      package: REF_PROPERTIES.name,
      version: { type: 'integer', minimum: 0 },
    },
    required: ['document', 'base'],
    additionalProperties: false,
  },
  async run(input, call) {
    const { rev, problems } = await call.host.documents.save(authorOf(call), input);
    return { rev, problems: said(problems, call) };
  },
});
