/**
 * Main-thread CPU of forms in headless Chromium, ours beside four others in the same run on the same generated entity
 * (tests/bench/forms/case.ts): opening the form, and one keystroke in the middle of it. Thread time from the DevTools
 * protocol (TaskDuration), so a busy machine moves all columns alike; medians.
 *
 *   npx tsx tests/bench/forms.ts                        everything, five runs each (about ten minutes)
 *   RUNS=3 npx tsx tests/bench/forms.ts trellis lines   only what the words name: engines, and the cases flat and lines
 *
 * Ours has 100 visibility rules, 20 computed fields and, with line items, row formulas and totals; `plain` is the same
 * without them. The others have none. Each form checks itself at every change. With line items ours is typed into a number
 * that a row formula and the totals read, the others into a text.
 *
 * One run on two cores under a load of 8 to 20 (2026-11-22; CPU to open ms / per key ms / DOM nodes):
 *
 *                     trellis           rjsf              JSON Forms          SurveyJS             Formily
 *   flat 100          346 / 3.6         187 / 7.3         225 / 10.9          416 / 9.6            –
 *   flat 500          380 / 6.3         260 / 18.2        505 / 68.4          1167 / 27.5          –
 *   flat 1,000        444 / 5.9         450 / 35.2        1132 / 194.0        2373 / 55.9          –
 *   lines 200 × 8     376 / 12.0 / 868  832 / 38.7 / 9296 571 / 110.6 / 5337  4772 / 509.5 / 16302 4244 / 34.2 / 21046
 *   lines 1,000 × 8   399 / 13.9 / 868
 *
 * Ours later that day, after groups of far fields became one component, line items one value of the form, and cel-js gave
 * way to a grammar of 2 KB (load 7 to 10): 296 / 3.8 (100), 321 / 4.7 (500), 342 / 5.7 (1,000), lines 324 / 8.4 (200) and
 * 341 / 10.5 (1,000). At a load of 20: 391 / 6.1, lines 336 / 9.2 and 383 / 11.8. Formily flat at a load of 19, one run:
 * 392 / 9.5 (100), 1197 / 7.7 (500), 2081 / 15.3 (1,000).
 *
 * Before long forms were drawn near the screen only: 405 / 5.5 (100), 1308 / 7.1 (500), 2040 / 7.1 (1,000), same machine
 * and load. Scripts: ours 390 KB compressed, rjsf 199, JSON Forms 152, SurveyJS 417, Formily 376.
 *
 * The other engines are installed once, at fixed versions, into a folder of the system's temporary one: they are no
 * dependencies of this project. Without a network only ours is measured.
 */
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { zipped, bundleAll, type Engine } from './forms/bundle';

const RUNS = Number(process.env.RUNS ?? 5);
const KEYS = 20;

interface Case {
  readonly name: string;
  readonly fields: number;
  readonly rows: number;
}
const CASES: readonly Case[] = [
  { name: 'flat 100', fields: 100, rows: 0 },
  { name: 'flat 500', fields: 500, rows: 0 },
  { name: 'flat 1,000', fields: 1000, rows: 0 },
  { name: 'lines 200 × 8', fields: 20, rows: 200 },
  { name: 'lines 1,000 × 8', fields: 20, rows: 1000 },
];

/** A text in the middle that need not be filled in: `f48`. */
function typedField(fields: number): number {
  const middle = Math.floor(fields / 2 / 8) * 8;
  return middle % 5 === 0 ? middle + 8 : middle;
}
/** Where the others keep the text of a row in the middle. */
const CELLS: { readonly [engine: string]: (page: Page, row: number) => ReturnType<Page['locator']> } = {
  rjsf: (page, row) => page.locator(`#root_lines_${row}_c2`),
  jsonforms: (page, row) => page.locator('table tbody tr').nth(row).locator('input[type="text"]').nth(1),
  surveyjs: (page, row) => page.locator('table tbody tr').nth(row).locator('input[type="text"]').nth(1),
  formily: (page, row) => page.locator('.ant-table-tbody tr.ant-table-row').nth(row).locator('input.ant-input').nth(1),
};

const isOurs = (engine: Engine): boolean => engine.name.startsWith('trellis');

/** Puts the keyboard where it is typed: ours is reached by its own keys, for its rows are drawn when they are looked at. */
async function enter(page: Page, engine: Engine, { fields, rows }: Case): Promise<void> {
  if (rows === 0) {
    const label = new RegExp(`^\\W*(\\d+\\.)?\\s*Field ${typedField(fields)}\\b`);
    const id = `#field-f${typedField(fields)}`;
    const others =
      engine.name === 'formily'
        ? page.locator('.ant-formily-item').nth(typedField(fields)).locator('input')
        : page.getByLabel(label);
    const input = isOurs(engine) ? page.locator(id) : others.first();
    await input.focus();
    return;
  }
  if (!isOurs(engine)) return CELLS[engine.name]!(page, rows / 2).focus();
  await page.locator('#field-lines').focus();
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('F2');
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

interface Measured {
  readonly open: number;
  readonly key: number;
  readonly nodes: number;
}

async function measure(browser: Browser, url: string, engine: Engine, one: Case): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const plain = engine.name === 'trellis plain' ? '&plain' : '';
    await page.goto(`${url}#fields=${one.fields}${one.rows > 0 ? `&rows=${one.rows}` : ''}${plain}`);
    await page.waitForSelector('body[data-ready]', { timeout: 60_000 });
    await page.waitForTimeout(400);
    const open = await taskMs(session);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    await enter(page, engine, one);
    await page.keyboard.type('1111');
    await page.waitForTimeout(600);
    const before = await taskMs(session);
    for (let key = 0; key < KEYS; key += 1) await page.keyboard.press('1');
    await page.waitForTimeout(100);
    const key = ((await taskMs(session)) - before) / KEYS;
    await page.waitForTimeout(1200);
    const held = JSON.stringify(await page.evaluate(() => window.__get?.()));
    if (!held.includes('1'.repeat(KEYS + 4))) throw new Error('what was typed did not arrive');
    return { open, key, nodes };
  } finally {
    await page.close();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function serve(folder: string): Promise<http.Server> {
  const types: { readonly [ending: string]: string } = { '.js': 'text/javascript', '.css': 'text/css' };
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.normalize(request.url ?? '/').replace(/^(\.\.[/\\])+/, ''));
    const type = types[path.extname(file)];
    response.setHeader('content-type', type ?? 'text/html; charset=utf-8');
    if (type || !fs.existsSync(file)) return void response.end(fs.existsSync(file) ? fs.readFileSync(file) : '');
    const styles = fs.readdirSync(file).filter((name) => name.endsWith('.css'));
    const links = styles.map((name) => `<link rel="stylesheet" href="${name}">`).join('');
    response.end(
      `<!doctype html><meta charset="utf-8">${links}<div id="root"></div><script type="module" src="page.js"></script>`,
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const words = process.argv.slice(2);
const isAsked = (name: string, all: readonly string[]): boolean => {
  const some = words.filter((word) => all.some((other) => other.startsWith(word)));
  return some.length === 0 || some.some((word) => name.startsWith(word));
};
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-forms-'));
const { engines, note } = await bundleAll(folder, (name, names) => isAsked(name, names));
if (note) console.log(note);
const server = await serve(folder);
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const own = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  ...(fs.existsSync(own) && { executablePath: own }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const names = CASES.map(({ name }) => name);
console.log(`${os.cpus().length} cores, load ${os.loadavg()[0]!.toFixed(1)}, median of ${RUNS}`);
console.log('case              engine          CPU to open ms   CPU per key ms   DOM nodes   JS gz KB');
for (const one of CASES.filter(({ name }) => isAsked(name, names))) {
  // Turn by turn, so that a busy minute is shared by all.
  const measured = new Map<string, Measured[]>();
  const failed = new Map<string, string>();
  for (let run = 0; run < RUNS; run += 1) {
    for (const engine of engines) {
      if (failed.has(engine.name) || (one.rows > 200 && !isOurs(engine))) continue;
      try {
        const found = await measure(browser, `${base}/${engine.folder}/`, engine, one);
        measured.set(engine.name, [...(measured.get(engine.name) ?? []), found]);
      } catch (error) {
        failed.set(engine.name, error instanceof Error ? error.message.split('\n')[0]! : String(error));
      }
    }
  }
  for (const engine of engines) {
    const all = measured.get(engine.name);
    const why = failed.get(engine.name);
    const head = `${one.name.padEnd(18)}${engine.name.padEnd(16)}`;
    if (why) console.log(`${head}failed: ${why.slice(0, 80)}`);
    else if (all) {
      const [open, key, nodes] = [all.map((m) => m.open), all.map((m) => m.key), all.map((m) => m.nodes)].map(median);
      const cells = [open!.toFixed(0).padStart(14), key!.toFixed(1).padStart(17), String(nodes).padStart(12)];
      console.log(`${head}${cells.join('')}${zipped(path.join(folder, engine.folder)).toFixed(0).padStart(11)}`);
    }
  }
}
await browser.close();
server.close();
fs.rmSync(folder, { recursive: true });
