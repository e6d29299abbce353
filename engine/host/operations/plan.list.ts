import { defineOperation } from '../contract';
import { saidRun } from '../services/documents-said';
import { inputOf } from '../services/records-input';

/** Publications that go on behind, newest first. */
export default defineOperation<'plan.list'>({
  name: 'plan.list',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ open: { type: 'boolean' } }, []),
  async run({ open }, call) {
    const runs = await call.host.documents.runs.list(open ?? false);
    return { runs: runs.map((run) => saidRun(run, call)) };
  },
});
