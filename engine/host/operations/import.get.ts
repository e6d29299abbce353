import { importState } from '../import/session';
import { jobInput } from '../import/shapes';
import { defineOperation } from '../contract';

/** How far an import of mine is. */
export default defineOperation<'import.get'>({
  name: 'import.get',
  may: 'import',
  isReadOnly: true,
  input: jobInput(),
  run: ({ job }, call) => importState(call, job),
});
