import { defineOperation } from '../contract';
import { REF_PROPERTIES, VERSION } from '../services/documents-said';

/** A document as it is published (or one of its versions), and its draft. */
export default defineOperation<'document.get'>({
  name: 'document.get',
  may: 'build',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { ...REF_PROPERTIES, version: VERSION },
    required: ['kind', 'name'],
    additionalProperties: false,
  },
  run: ({ kind, name, version }, { host }) => host.documents.get({ kind, name }, version),
});
