/**
 * A process that goes on with a publication and ends itself, as kill -9 would, at the first moment it has not died at
 * before. Arguments: database URL, folder, run, moments as JSON list. It writes the moment, then dies; or `through`.
 */
import fs from 'node:fs';
import { createHost } from '@/engine/host/host';

const [databaseUrl = '', dataDir = '', run = '', moments = '[]'] = process.argv.slice(2);
const known = new Set(JSON.parse(moments) as string[]);
const host = await createHost({
  databaseUrl,
  dataDir,
  root: process.cwd(),
  isWorker: false,
  secret: 'durability',
  onPlanStep(step, at) {
    const moment = `${step} ${at}`;
    if (known.has(moment)) return;
    fs.writeSync(1, `${moment}\n`);
    process.kill(process.pid, 'SIGKILL');
  },
});
try {
  await host.documents.runs.drive(run);
  fs.writeSync(1, 'through\n');
} catch (error) {
  fs.writeSync(1, `failed: ${String(error)}\n`);
}
process.exit(0);
