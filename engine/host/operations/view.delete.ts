import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { deleteView } from '../services/views';

/** Deletes a saved view; `view.restore` brings it back. */
export default defineOperation<'view.delete'>({
  name: 'view.delete',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf({ entity: ENTITY, view: ENTITY }, ['entity', 'view']),
  async run(input, call) {
    await deleteView(call, input);
    return { ok: true };
  },
});
