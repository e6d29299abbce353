import { importJob } from '../import/session';
import { jobInput } from '../import/shapes';
import { beginUndo } from '../import/undo';
import { defineOperation } from '../contract';

/**
 * Takes back what an import wrote, in the background: new records go to the trash, changed ones get their values back.
 * What was changed since stays and is listed by `import.kept`, unless `overrides`.
 */
export default defineOperation<'import.undo'>({
  name: 'import.undo',
  may: 'import',
  isReadOnly: false,
  input: jobInput({ overrides: { type: 'boolean' } }),
  async run({ job: id, overrides = false }, call) {
    await importJob(call, id);
    await call.host.transaction((tx) => beginUndo(tx, call, id, overrides));
    return { ok: true };
  },
});
