// npm run trellis -- <command>: starts engine/cli/trellis.ts on the project's database. The server may run meanwhile.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataDir, installPackages, inWords, root, say } from './lib.mjs';

process.env.NODE_ENV ??= 'production';
await installPackages();
const { databaseDown, databaseUp } = await import('./db.mjs');
const { migrate } = await import('./migrate.mjs');
const { generateClient } = await import('./prisma.mjs');
const { bundle } = await import('./bundle.mjs');

const database = await databaseUp();
let code = 1;
try {
  await migrate(database.url, { root });
  generateClient();
  const folder = `dist/cli-${process.pid}`;
  await bundle(folder);
  try {
    const { main } = await import(pathToFileURL(path.join(root, folder, 'trellis.js')).href);
    code = await main(process.argv.slice(2), { databaseUrl: database.url, dataDir: dataDir(), root });
  } finally {
    const fs = await import('node:fs');
    fs.rmSync(path.join(root, folder), { recursive: true, force: true });
  }
} catch (error) {
  say(inWords(error));
  if (process.env.DEBUG) say(error.stack);
} finally {
  if (database.wasStarted) await databaseDown();
}
process.exit(code);
