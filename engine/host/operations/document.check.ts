import { defineOperation } from '../contract';
import { DOCUMENT, said } from '../services/documents-said';

/** All problems of documents, as if they were published together. */
export default defineOperation<'document.check'>({
  name: 'document.check',
  may: 'build',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { documents: { type: 'array', items: DOCUMENT, minItems: 1, maxItems: 200 } },
    required: ['documents'],
    additionalProperties: false,
  },
  async run({ documents }, call) {
    return { problems: said(await call.host.documents.check(documents), call) };
  },
});
