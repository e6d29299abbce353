// Where a Chromium is: what TRELLIS_CHROMIUM (or CHROMIUM_PATH) names, else Playwright's own, else the system's.
import fs from 'node:fs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns {Promise<string | undefined>} path of a browser that is there */
export async function findChromium() {
  const named = process.env.TRELLIS_CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (named) return fs.existsSync(named) ? named : undefined;
  const { chromium } = await import('playwright-core');
  return [chromium.executablePath(), ...SYSTEM].find((file) => file && fs.existsSync(file));
}
