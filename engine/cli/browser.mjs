// A Chromium for the journeys: what CHROMIUM_PATH names, else Playwright's own, else the system's, else one is fetched.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { findChromium } from '../host/pdf/find.mjs';
import { bin, say } from './lib.mjs';

/** @returns {Promise<string>} path of a browser, which may be fetched first; throws with what to do when there is no way */
export async function ensureBrowser() {
  const present = await findChromium();
  if (present) return present;
  const isRoot = process.getuid?.() === 0;
  const playwright = bin('@playwright/test', 'cli.js');
  say('There is no Chromium yet: trying Playwright’s own …');
  spawnSync(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'], {
    stdio: 'inherit',
    timeout: 600_000,
  });
  if (!(await findChromium()) && isRoot && fs.existsSync('/usr/bin/apt-get')) {
    say('Trying the system’s …');
    const install = 'apt-get update -qq && apt-get install -y --no-install-recommends chromium fonts-noto-cjk';
    spawnSync('sh', ['-c', install], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const found = await findChromium();
  if (found) return found;
  throw new Error(
    'No Chromium. Run `npx playwright install --with-deps chromium` or `apt-get install chromium`, or set CHROMIUM_PATH.',
  );
}
