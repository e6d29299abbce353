import { defineOperation } from '../contract';
import { resolveQuarantined } from '../services/quarantine';
import { inputOf, UUID } from '../services/records-input';

/** Puts a value that did not convert right, or lets it go. */
export default defineOperation<'quarantine.resolve'>({
  name: 'quarantine.resolve',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ id: UUID, value: {}, dismiss: { type: 'boolean' } }, ['id']),
  run: (input, call) => resolveQuarantined(call, input),
});
