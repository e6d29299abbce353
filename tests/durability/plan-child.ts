/**
 * A process that goes on with a publication and ends itself, as kill -9 would, at the first moment it has not died at
 * before. Arguments: database URL, run, moments as JSON list. It writes the moment, then dies; or `through`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createPool, transaction } from '@/engine/data/transaction';
import { fieldTypes } from '@/engine/form/fields/index.generated';
import { coreKinds } from '@/engine/host/kinds';
import { createDocumentStore } from '@/engine/host/services/documents';
import { systemClock } from '@/engine/kernel/clock';
import { systemIds } from '@/engine/kernel/ids';
import { buildRegistry } from '@/engine/kernel/registry';

const [databaseUrl = '', run = '', moments = '[]'] = process.argv.slice(2);
const known = new Set(JSON.parse(moments) as string[]);
const pool = createPool(databaseUrl, 6);
const documents = await createDocumentStore({
  formats: path.join(process.cwd(), 'schemas/formats'),
  registry: buildRegistry([{ id: 'child', label: { 'zh-CN': '', en: '' }, fieldTypes, documentKinds: coreKinds }]),
  clock: systemClock,
  ids: systemIds,
  pool,
  transaction: (fn) => transaction(pool, fn),
  live: { subscribe: () => () => undefined },
  onStep(step, at) {
    const moment = `${step} ${at}`;
    if (known.has(moment)) return;
    fs.writeSync(1, `${moment}\n`);
    process.kill(process.pid, 'SIGKILL');
  },
});
try {
  await documents.runs.drive(run);
  fs.writeSync(1, 'through\n');
} catch (error) {
  fs.writeSync(1, `failed: ${String(error)}\n`);
}
process.exit(0);
