import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { restoreView } from '../services/views';

/** Brings back a saved view that was deleted. */
export default defineOperation<'view.restore'>({
  name: 'view.restore',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ entity: ENTITY, view: ENTITY }, ['entity', 'view']),
  run: (input, call) => restoreView(call, input),
});
