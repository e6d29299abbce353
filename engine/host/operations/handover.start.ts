import { defineOperation } from '../contract';
import { startHandOver } from '../services/handover';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** Hands a person's records to another, in the background. */
export default defineOperation<'handover.start'>({
  name: 'handover.start',
  may: 'admin',
  isReadOnly: false,
  input: inputOf(
    { from: UUID, to: UUID, entities: { type: 'array', maxItems: 500, items: ENTITY }, tasks: { type: 'boolean' } },
    ['from', 'to'],
  ),
  run: (input, call) => startHandOver(call, input),
});
