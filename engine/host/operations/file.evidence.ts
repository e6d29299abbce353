import { evidenceOf } from '../services/file-evidence';
import { defineOperation } from '../contract';
import { inputOf, UUID } from '../services/records-input';

/** How photos and signatures came about, and where else nearly the same picture was used. */
export default defineOperation<'file.evidence'>({
  name: 'file.evidence',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ files: { type: 'array', items: UUID, minItems: 1, maxItems: 50 } }, ['files']),
  run: async ({ files }, call) => ({ evidence: await evidenceOf(call, files) }),
});
