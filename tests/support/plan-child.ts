/** Processes that go on with a publication and are killed in the middle of it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './sources';

const program = path.join(root, '.tmp/durability/plan-child.mjs');

export const buildPlanChild = (): Promise<unknown> =>
  build({
    entryPoints: [path.join(root, 'tests/durability/plan-child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    external: ['pg', '@prisma/*'],
    banner: { js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);" },
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'error',
  });

/** One life of a worker: the moment it died at, or `through`. It dies at the first moment that is not among those given. */
export function livePlan(databaseUrl: string, run: string, moments: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [program, databaseUrl, run, JSON.stringify(moments)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', () => resolve(said.trim())));
}
/** All moments of a run that carries values over, in their order. */
export const MOMENTS: readonly string[] = [
  ...['expand before', 'expand after', 'fill before', 'fill batch', 'fill after', 'index before', 'index after'],
  ...[
    'settle before',
    'settle after',
    'publish before',
    'publish locked',
    'publish after',
    'finish before',
    'finish after',
  ],
];
/** Those of one that computes values after its publication, in their order; they come before `finish`. */
export const LATE_MOMENTS: readonly string[] = [
  ...['compute before', 'compute batch', 'compute after', 'verify before', 'verify batch', 'verify after'],
];
