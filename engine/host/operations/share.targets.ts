import { defineOperation } from '../contract';
import { ENTITY, inputOf, SEARCH } from '../services/records-input';
import { shareTargets } from '../services/shares';

/** People, departments and roles a record can be shared with, while typing. */
export default defineOperation<'share.targets'>({
  name: 'share.targets',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, search: SEARCH }, ['entity']),
  run: (input, call) => shareTargets(call, input),
});
