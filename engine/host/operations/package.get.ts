import type { PackageDocument } from '../../kernel/documents.generated';
import { defineOperation } from '../contract';

/** A package and the documents it brought. */
export default defineOperation<'package.get'>({
  name: 'package.get',
  may: 'build',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 60 } },
    required: ['name'],
    additionalProperties: false,
  },
  async run({ name }, { host }) {
    const { document } = await host.documents.get({ kind: 'package', name });
    const documents = (await host.documents.summaries()).filter((summary) => summary.package === document.name);
    return { package: document as PackageDocument, documents };
  },
});
