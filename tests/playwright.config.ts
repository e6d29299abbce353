/**
 * The journeys: a real browser on the built product with a database of its own.
 * JOURNEYS_URL drives a demo that runs already; CHROMIUM_PATH names the browser; JOURNEYS_WORKERS how many at once.
 */
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.JOURNEYS_PORT ?? 4390);
const running = process.env.JOURNEYS_URL;
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: './journeys',
  outputDir: './results',
  reporter: [['list']],
  forbidOnly: true,
  // A slow machine may lose a click; Playwright reports what passed at the second try as flaky.
  retries: 1,
  workers: Number(process.env.JOURNEYS_WORKERS ?? 2),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: running ?? `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    // Only the journey without a network has one: it would stand between the others and what they look at.
    serviceWorkers: 'block',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args: ['--no-sandbox'] },
  },
  ...(!running && {
    webServer: {
      command: `"${process.execPath}" tests/support/browser-server.mjs`,
      cwd: path.resolve(import.meta.dirname, '..'),
      env: { PORT: String(port) },
      url: `http://localhost:${port}/api/health`,
      timeout: 180_000,
      gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
    },
  }),
});
