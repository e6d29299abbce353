import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { listViews } from '../services/views';

/** The saved views of a list that the viewer is offered. */
export default defineOperation<'view.list'>({
  name: 'view.list',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY }, ['entity']),
  run: ({ entity }, call) => listViews(call, entity),
});
