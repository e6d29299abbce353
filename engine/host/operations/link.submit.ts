import { defineOperation } from '../contract';
import { submitLink } from '../links/submit';
import { inputOf, VALUES } from '../services/records-input';

/** Sends what was filled in. Not in the audit log: the history of the record says by which link it came. */
export default defineOperation<'link.submit'>({
  name: 'link.submit',
  may: 'guest',
  isReadOnly: false,
  audit: false,
  input: inputOf(
    {
      values: VALUES,
      rev: { type: 'integer', minimum: 0 },
      challenge: { type: 'string', maxLength: 300 },
      nonce: { type: 'string', pattern: '^[0-9]{1,15}$' },
      trap: { type: 'string', maxLength: 2000 },
    },
    ['values', 'challenge', 'nonce'],
  ),
  run: (input, call) => submitLink(call, input),
});
