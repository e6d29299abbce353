import { expect, test } from '@playwright/test';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { signIn } from '@/tests/support/browser';
import { testDatabase, type TestDatabase } from '@/tests/support/database';

const root = path.resolve(import.meta.dirname, '../..');
const port = Number(process.env.JOURNEYS_PORT ?? 4390) + 1;
const origin = `http://localhost:${port}`;
test.use({ baseURL: origin });

let database: TestDatabase;
let dataDir: string;
let server: ChildProcess | undefined;
const env = () => ({ ...process.env, DATABASE_URL: database.url, TRELLIS_DATA_DIR: dataDir, PORT: String(port) });

test.beforeAll(async () => {
  database = await testDatabase();
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-empty-'));
});
test.afterAll(async () => {
  await stop();
  await database.drop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = spawn(process.execPath, ['engine/cli/run.mjs', 'demo'], {
    cwd: root,
    env: env(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await expect
    .poll(
      async () => {
        if (server?.exitCode) throw new Error(`The server ended: ${server.exitCode}.`);
        return (await fetch(`${origin}/api/health`).catch(() => undefined))?.status;
      },
      { timeout: 120_000 },
    )
    .toBe(200);
}

async function stop(): Promise<void> {
  const running = server;
  server = undefined;
  if (!running || running.exitCode !== null) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}

/** `npm run trellis -- …` beside the running server. */
function trellis(...words: string[]): void {
  const run = spawnSync(process.execPath, ['engine/cli/trellis.mjs', ...words], { cwd: root, env: env() });
  expect(run.status, String(run.stderr)).toBe(0);
}

test('without its only package the platform starts and says what to do; with it, everything is back', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await start();
  trellis('remove', 'crm', '--yes');
  await stop();
  await start();

  const analyst = await browser.newPage();
  await signIn(analyst.request, 'analyst', 'en', origin);
  await analyst.goto('/');
  await expect(analyst.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(analyst.getByRole('link', { name: 'Customers' })).toHaveCount(0);
  await analyst.goto('/build');
  await expect(analyst.getByText('Begin with a form')).toBeVisible();
  await expect(analyst.getByRole('link', { name: 'New entity and form' })).toBeVisible();
  await analyst.screenshot({ path: 'tests/screens/empty/build.png' });
  for (const kind of ['report', 'dashboard', 'flow']) {
    await analyst.goto(`/build/${kind}/new`);
    await analyst.waitForTimeout(700);
    await analyst.screenshot({ path: `tests/screens/empty/new-${kind}.png` });
  }

  const sales = await browser.newPage();
  await signIn(sales.request, 'sales', 'en', origin);
  await sales.goto('/');
  await expect(sales.getByRole('heading', { level: 1 })).toBeVisible();
  await sales.screenshot({ path: 'tests/screens/empty/home.png' });
  const answer = await sales.goto('/e/customer');
  expect(answer?.status()).toBe(404);
  await expect(sales.getByRole('link', { name: 'Go to my work' }).filter({ visible: true })).toBeVisible();

  trellis('apply', 'crm', '--yes');
  await sales.goto('/e/customer');
  await expect(sales.getByRole('heading', { level: 1 })).toContainText('Customers');
  await expect(sales.getByRole('row')).not.toHaveCount(1);
  await analyst.goto('/d/sales_overview');
  await expect(analyst.getByTestId('number').first()).toContainText(/\d/);
  await Promise.all([analyst.close(), sales.close()]);
});
