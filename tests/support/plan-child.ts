/** Processes that go on with a publication and are killed in the middle of it. */
import { spawn } from 'node:child_process';
import { bundleChild } from './child';
import { root } from './sources';

let program = '';
export async function buildPlanChild(): Promise<void> {
  program = await bundleChild('plan-child');
}

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
