import { leave, PLACE, TAB } from '../presence/places';
import { defineOperation } from '../contract';
import { inputOf } from '../services/records-input';

/** I am no longer here. */
export default defineOperation<'presence.leave'>({
  name: 'presence.leave',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ place: PLACE, tab: TAB }, ['place', 'tab']),
  run: (input, call) => leave(call, input),
});
