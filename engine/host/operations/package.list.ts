import { defineOperation } from '../contract';
import { packageSummaries } from '../services/documents-packages';

/** The packages: what is installed, and what was taken away and can be brought back. */
export default defineOperation<'package.list'>({
  name: 'package.list',
  may: 'build',
  isReadOnly: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  run: async (_input, { host }) => ({ packages: await packageSummaries(host) }),
});
