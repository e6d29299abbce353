// npm test: everything that must hold, from a fresh clone, in the order in which a fault is found soonest. Stops at the
// first failure; whatever was started is stopped.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bin, installPackages, root, say } from './lib.mjs';

const node = process.execPath;
const done = [];
let failed;

/** Runs one check; its output is shown as it comes. */
function check(label, args, env = {}) {
  if (failed) return;
  const started = performance.now();
  say(`\n▸ ${label}`);
  const { status } = spawnSync(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  const seconds = (performance.now() - started) / 1000;
  done.push({ label, seconds, ok: status === 0 });
  say(`${status === 0 ? '✓' : '✗'} ${label} (${seconds.toFixed(1)} s)`);
  if (status !== 0) failed = label;
}

await installPackages();
const { databaseDown, databaseUp } = await import('./db.mjs');
const { generateClient } = await import('./prisma.mjs');

// Tests have a cluster of their own, so that they never touch what `npm run demo` keeps.
const folder = path.join(root, '.data/test');
const outside = process.env.TEST_DATABASE_URL;
if (!outside) delete process.env.DATABASE_URL;
const database = outside ? undefined : await databaseUp({ folder, database: 'trellis_test' });
const url = outside ?? database.url;
const env = { TEST_DATABASE_URL: url };
let interrupted = false;
process.on('SIGINT', () => (interrupted = true));

try {
  generateClient();
  check('generated files are fresh', ['engine/cli/collect.mjs', '--check']);
  check('formatting', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
  check('lint', [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0']);
  check('route types', [bin('next', 'dist/bin/next'), 'typegen']);
  check('types', [bin('typescript', 'bin/tsc'), '--noEmit']);
  check('types of the engine, without React and DOM', [bin('typescript', 'bin/tsc'), '--noEmit', '-p', 'engine']);
  check('unit, contract and architecture tests', [bin('vitest', 'vitest.mjs'), 'run'], env);
  check('build', ['engine/cli/build.mjs']);
  if (!failed && fs.existsSync(path.join(root, 'tests/playwright.config.ts'))) {
    const { ensureBrowser } = await import('./browser.mjs');
    check('journeys', [bin('@playwright/test', 'cli.js'), 'test', '-c', 'tests/playwright.config.ts'], {
      ...env,
      CHROMIUM_PATH: await ensureBrowser(),
    });
  }
} finally {
  if (database?.wasStarted) await databaseDown({ folder });
}

say('');
for (const { label, seconds, ok } of done) {
  say(`  ${ok ? '✓' : '✗'} ${label.padEnd(48)} ${seconds.toFixed(1).padStart(7)} s`);
}
const passed = done.filter(({ ok }) => ok).length;
say(`\n${passed} passed, ${done.length - passed} failed${failed ? `: ${failed}` : ''}`);
process.exit(failed || interrupted ? 1 : 0);
