import { beat, PLACE, TAB } from '../presence/places';
import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';

/** I am here; who else is? Refused where I may not read the record, or may not build. */
export default defineOperation<'presence.beat'>({
  name: 'presence.beat',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ place: PLACE, tab: TAB, field: ENTITY }, ['place', 'tab']),
  run: (input, call) => beat(call, input),
});
