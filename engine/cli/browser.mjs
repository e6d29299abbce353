// A Chromium for the journeys: what CHROMIUM_PATH names, else Playwright's own, else the system's, else one is fetched.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium } from '@playwright/test';
import { bin, say } from './lib.mjs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {string | undefined} path of a browser that is there */
export function findBrowser() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const own = chromium.executablePath();
  return [own, ...SYSTEM].find((file) => file && fs.existsSync(file));
}

/** @returns {string} path of a browser, which may be fetched first; throws with what to do when there is no way */
export function ensureBrowser() {
  const present = findBrowser();
  if (present) return present;
  const isRoot = process.getuid?.() === 0;
  const playwright = bin('@playwright/test', 'cli.js');
  say('There is no Chromium yet: trying Playwright’s own …');
  spawnSync(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'], {
    stdio: 'inherit',
    timeout: 600_000,
  });
  if (!findBrowser() && isRoot && fs.existsSync('/usr/bin/apt-get')) {
    say('Trying the system’s …');
    const install = 'apt-get update -qq && apt-get install -y --no-install-recommends chromium fonts-noto-cjk';
    spawnSync('sh', ['-c', install], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const found = findBrowser();
  if (found) return found;
  throw new Error(
    'No Chromium. Run `npx playwright install --with-deps chromium` or `apt-get install chromium`, or set CHROMIUM_PATH.',
  );
}
