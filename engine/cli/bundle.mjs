// Bundles the server side (engine/host/main.ts and engine/cli/trellis.ts) into plain JavaScript; packages stay outside.
// Beside it sw.js, the browser's service worker, with all it needs.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './lib.mjs';

/** @param {string} outdir below the project's folder, so that packages are found */
export async function bundle(outdir) {
  const entries = ['engine/host/main.ts', 'engine/cli/trellis.ts'].map((file) => path.join(root, file));
  await build({
    entryPoints: entries.filter((file) => fs.existsSync(file)),
    outdir: path.join(root, outdir),
    outbase: undefined,
    entryNames: '[name]',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'error',
  });
  await build({
    entryPoints: { sw: path.join(root, 'components/offline/worker/worker.ts') },
    outdir: path.join(root, outdir),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'error',
  });
}
