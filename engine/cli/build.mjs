// Builds pages and server, unless what is built came from these very sources.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { bin, root, run, step } from './lib.mjs';
import { generateClient } from './prisma.mjs';

const SOURCES = ['app', 'components', 'engine', 'prisma', 'public', 'schemas/formats'];
const FILES = ['next.config.js', 'package-lock.json', 'tsconfig.json'];
const OUT = 'dist';
/** Where it takes longer it hangs. */
const BUILD_MS = 15 * 60_000;

function* filesBelow(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (file !== path.join(root, 'engine/data/generated')) yield* filesBelow(file);
    } else if (!entry.name.includes('.test.')) yield file;
  }
}

/** One hash over the contents of everything that goes into a build. */
function sourceHash() {
  const hash = crypto.createHash('sha256').update(process.version);
  const folders = SOURCES.map((name) => path.join(root, name)).filter((folder) => fs.existsSync(folder));
  const files = [
    ...folders.flatMap((folder) => [...filesBelow(folder)]),
    ...FILES.map((name) => path.join(root, name)),
  ];
  for (const file of files.sort()) hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file));
  return hash.digest('hex');
}

/** @returns {Promise<string>} the folder of the bundled server */
export async function buildIfStale() {
  const next = path.join(root, process.env.TRELLIS_NEXT_DIR ?? '.next');
  const stamp = path.join(next, 'trellis-build');
  const hash = sourceHash();
  const isFresh =
    fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash && fs.existsSync(path.join(root, OUT, 'main.js'));
  if (isFresh) return OUT;
  fs.rmSync(stamp, { force: true });
  await step('building (about a minute)', async () => {
    generateClient();
    await bundle(OUT);
    run(process.execPath, [bin('next', 'dist/bin/next'), 'build'], {
      quiet: true,
      timeout: BUILD_MS,
      env: { NODE_ENV: 'production' },
    });
  });
  fs.writeFileSync(stamp, hash);
  return OUT;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfStale();
