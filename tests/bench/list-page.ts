/**
 * How long a list takes to open: the address is entered, and the first row is on the screen. Each run is a browser of its
 * own; `cold` has nothing of the program yet, `warm` has it in its cache (a new tab of somebody who works with it).
 * Also whether the rows stand in the HTML the server sends, and what the browser loads for them.
 *
 *   BASE_URL=http://localhost:3000 npx tsx tests/bench/list-page.ts <entity> [rounds, 5]
 *
 * Needs a running platform with the demonstration's people (npm run demo) and Chromium (CHROMIUM, else Playwright's own).
 */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';

const [entity, rounds = '5'] = process.argv.slice(2);
if (!entity) throw new Error('Say whose list: npx tsx tests/bench/list-page.ts <entity> [rounds]');
const base = process.env.BASE_URL ?? 'http://localhost:3000';
const who = process.env.BENCH_WHO ?? 'analyst@trellis.example';
const password = process.env.BENCH_PASSWORD ?? 'trellis-demo';
const ROW = '[role="grid"] [role="row"] [role="gridcell"]';

async function signIn(browser: Browser): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext();
  const answer = await context.request.post(`${base}/api/auth/sign-in/email`, {
    data: { email: who, password },
    headers: { origin: base },
  });
  if (!answer.ok()) throw new Error(`${who} cannot sign in: ${answer.status()} ${(await answer.text()).slice(0, 200)}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Notes in the page when the first row is drawn: asking from outside would be rounded to its turns. */
async function noteFirstRow(page: Page): Promise<void> {
  // As text: a function that tsx has compiled calls helpers the page does not have.
  await page.addInitScript(`
    window.firstRow = { at: 0 };
    requestAnimationFrame(function look() {
      const cell = document.querySelector(${JSON.stringify(ROW)});
      if (cell && cell.getBoundingClientRect().height > 0) window.firstRow.at = performance.now();
      else requestAnimationFrame(look);
    });`);
}
const firstRowAt = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => (window as unknown as { firstRow: { at: number } }).firstRow.at > 0, undefined, {
    timeout: 60_000,
  });
  return page.evaluate(() => (window as unknown as { firstRow: { at: number } }).firstRow.at);
};

const address = `${base}/e/${entity}`;
async function opened(context: BrowserContext): Promise<{ ms: number; bytes: number; files: number }> {
  const page = await context.newPage();
  await noteFirstRow(page);
  await page.goto(address, { waitUntil: 'commit' });
  const ms = await firstRowAt(page);
  const loaded = await page.evaluate(() => {
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = all.filter(({ name }) => /\.js(\?|$)/.test(name));
    return { files: scripts.length, bytes: scripts.reduce((sum, { transferSize }) => sum + transferSize, 0) };
  });
  await page.close();
  return { ms, ...loaded };
}

const middle = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
const shown = (label: string, list: readonly number[]): void =>
  console.log(
    `${label.padEnd(34)} ${middle(list).toFixed(0).padStart(6)} ms   (${list.map((ms) => ms.toFixed(0)).join(', ')})`,
  );

const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: ['--no-sandbox'],
});
try {
  const state = await signIn(browser);
  const viewport = { width: 1440, height: 900 };
  const cold: number[] = [];
  const warm: number[] = [];
  let loaded = { files: 0, bytes: 0 };
  // The server's own first time: nobody waits for that twice.
  await (await browser.newContext({ storageState: state })).request.get(address, { timeout: 120_000 });
  for (let i = 0; i < Number(rounds); i += 1) {
    const context = await browser.newContext({ storageState: state, viewport });
    const first = await opened(context);
    cold.push(first.ms);
    loaded = first;
    warm.push((await opened(context)).ms);
    await context.close();
  }
  const context = await browser.newContext({ storageState: state, viewport });
  const start = performance.now();
  const html = await (await context.request.get(address)).text();
  console.log(`HTML: ${(html.length / 1000).toFixed(0)} kB in ${(performance.now() - start).toFixed(0)} ms`);
  console.log(`rows in the HTML: ${(html.match(/role="gridcell"/g) ?? []).length > 0 ? 'yes' : 'no'}`);
  console.log(`scripts: ${loaded.files} files, ${(loaded.bytes / 1000).toFixed(0)} kB`);
  shown('first row, nothing in the cache', cold);
  shown('first row, program in the cache', warm);
  await context.close();
} finally {
  await browser.close();
}
