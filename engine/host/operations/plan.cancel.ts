import { defineOperation } from '../contract';
import { saidRun } from '../services/documents-said';
import { inputOf, UUID } from '../services/records-input';

/** Calls a publication off: back to the state before. */
export default defineOperation<'plan.cancel'>({
  name: 'plan.cancel',
  may: 'build',
  isReadOnly: false,
  input: inputOf({ id: UUID }, ['id']),
  async run({ id }, call) {
    const { runs } = call.host.documents;
    await runs.cancel(id);
    return saidRun(await runs.get(id), call);
  },
});
