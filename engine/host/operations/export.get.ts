import { defineOperation } from '../contract';
import { jobInput } from '../import/shapes';
import { exportState } from '../services/records-export';

/** How far an export of mine is, and its file when it is there. */
export default defineOperation<'export.get'>({
  name: 'export.get',
  may: 'export',
  isReadOnly: true,
  input: jobInput(),
  run: ({ job }, call) => exportState(call, job),
});
