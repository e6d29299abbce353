import { defineOperation } from '../contract';

/** Walks the audit log and the seals over the history: has anybody altered what was written? */
export default defineOperation<'audit.verify'>({
  name: 'audit.verify',
  may: 'admin',
  isReadOnly: true,
  audit: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  run: (_input, { host }) => host.audit.verify(),
});
