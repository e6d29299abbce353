import { suggestValues } from '../services/records-suggest';
import { defineOperation } from '../contract';
import { inputOf, SEARCH } from '../services/records-input';

export default defineOperation({
  name: 'record.suggest',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ field: { type: 'string', maxLength: 60 }, search: SEARCH }, ['field']),
  run: async ({ field, search }, call) => ({ values: await suggestValues(call, field, search) }),
});
