import { defineOperation } from '../contract';
import { saidRun } from '../services/documents-said';
import { inputOf, UUID } from '../services/records-input';

/** How far a publication behind has come. */
export default defineOperation<'plan.get'>({
  name: 'plan.get',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ id: UUID }, ['id']),
  run: async ({ id }, call) => saidRun(await call.host.documents.runs.get(id), call),
});
