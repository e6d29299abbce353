/**
 * A host that goes on with a publication which moves records to the newest version of their form, and is killed at it.
 * Arguments: database URL, folder, run, batches. It ends itself, as kill -9 would, behind so many batches; in the middle of
 * the next one where `batches` is negative. It writes how many batches it has done, or `through`.
 */
import fs from 'node:fs';
import { createHost } from '@/engine/host/host';

const [databaseUrl = '', dataDir = '', run = '', batches = '99'] = process.argv.slice(2);
const last = Math.abs(Number(batches));
let done = 0;
const die = (): void => {
  fs.writeSync(1, `${done}\n`);
  process.kill(process.pid, 'SIGKILL');
};
const host = await createHost({
  databaseUrl,
  dataDir,
  root: process.cwd(),
  secret: 'only for tests, 32 characters',
  onStep(step, at) {
    if (step !== 'move' || at !== 'batch') return;
    done += 1;
    if (done < last) return;
    if (Number(batches) > 0) die();
    // The next batch has begun by then, and is not through.
    else setTimeout(die, 15);
  },
});
await host.documents.runs.drive(run);
fs.writeSync(1, 'through\n');
process.exit(0);
