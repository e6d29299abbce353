/**
 * A worker that works on one import and is going to be killed. Arguments: database URL, folder, import, stop. With `stop`
 * it is told to stop after its first batch, as Ctrl-C does; it writes one line when it begins.
 */
import fs from 'node:fs';
import { createHost } from '@/engine/host/host';
import { runImport } from '@/engine/host/import/run';

const [databaseUrl = '', dataDir = '', job = '', stop] = process.argv.slice(2);
const host = await createHost({ databaseUrl, dataDir, root: process.cwd(), isWorker: false, secret: 'durability' });
const stopping = new AbortController();
const { publish } = host.live;
// Not by hearing of it: the notice takes its way through PostgreSQL, and an import may be over by then.
host.live.publish = async (tx, event) => {
  await publish(tx, event);
  if (stop && event.topic === 'import') tx.afterCommit(() => stopping.abort());
};
fs.writeSync(1, 'begun\n');
await runImport(host, async (person) => (await host.people.viewer(person))!, job, stopping.signal).catch(
  (error: unknown) => fs.writeSync(1, `${String(error)}\n`),
);
process.exit(0);
