import { defineOperation } from '../contract';
import { authorOf, CONVERSIONS, saidRun } from '../services/documents-said';
import { inputOf, UUID } from '../services/records-input';

/** Goes on with a publication that is stuck or was left. */
export default defineOperation<'plan.resume'>({
  name: 'plan.resume',
  may: 'build',
  isReadOnly: false,
  input: inputOf({ id: UUID, conversions: CONVERSIONS }, ['id']),
  async run({ id, conversions }, call) {
    const { runs } = call.host.documents;
    await runs.resume(authorOf(call), id, conversions);
    return saidRun(await runs.get(id), call);
  },
});
