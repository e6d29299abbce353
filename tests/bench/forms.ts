/**
 * Main-thread CPU of the form runtime in headless Chromium: opening a generated form, and one keystroke in the middle
 * of it. Thread time from the DevTools protocol (TaskDuration), so a busy machine does not change it much; the median
 * of five runs of 20 keys. Run: npx tsx tests/bench/forms.ts [fields …]
 */
import { chromium, type CDPSession } from '@playwright/test';
import { build } from 'esbuild';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const RUNS = 5;
const KEYS = 20;

/** Next's router is no part of what is measured. */
const NAVIGATION = `
  import { createElement } from 'react';
  export const Link = (props) => createElement('a', props);
  export const useRouter = () => ({ push() {}, refresh() {} });
  export const usePathname = () => '/';
  export const useSearchParams = () => new URLSearchParams();
`;

async function bundle(folder: string): Promise<void> {
  await build({
    entryPoints: [path.join(root, 'tests/bench/forms/trellis.tsx')],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    jsx: 'automatic',
    tsconfig: path.join(root, 'tsconfig.json'),
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'navigation',
        setup(builder) {
          builder.onResolve({ filter: /components\/lib\/navigation$/ }, () => ({
            path: 'navigation',
            namespace: 'bench',
          }));
          builder.onLoad({ filter: /.*/, namespace: 'bench' }, () => ({ contents: NAVIGATION, resolveDir: root }));
        },
      },
    ],
  });
  fs.copyFileSync(path.join(root, 'node_modules/@mantine/core/styles.css'), path.join(folder, 'mantine.css'));
}

const PAGE = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/mantine.css">
<link rel="stylesheet" href="/trellis.css"><div id="root"></div><script type="module" src="/trellis.js"></script>`;

function serve(folder: string): Promise<http.Server> {
  const types: { readonly [ending: string]: string } = { '.js': 'text/javascript', '.css': 'text/css' };
  const server = http.createServer((request, response) => {
    const file = path.join(folder, path.basename(request.url ?? ''));
    const type = types[path.extname(file)];
    response.setHeader('content-type', type ?? 'text/html; charset=utf-8');
    response.end(type && fs.existsSync(file) ? fs.readFileSync(file) : PAGE);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-bench-'));
await bundle(folder);
const server = await serve(folder);
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const own = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  ...(fs.existsSync(own) && { executablePath: own }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const sizes = process.argv.slice(2).map(Number).filter(Boolean);
console.log('fields   CPU to open (ms)   CPU per keystroke (ms)');
for (const fields of sizes.length > 0 ? sizes : [100, 500]) {
  const opens: number[] = [];
  const keys: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    page.on('pageerror', (e) => console.log('ERR', e.message.slice(0, 400)));
    await page.goto(`${base}/#fields=${fields}`);
    const input = page.locator(`#field-f${Math.floor(fields / 2 / 8) * 8}`);
    await input.waitFor();
    await page.waitForTimeout(400);
    opens.push(await taskMs(session));
    await input.focus();
    await page.keyboard.type('warm');
    await page.waitForTimeout(600);
    const before = await taskMs(session);
    for (let key = 0; key < KEYS; key += 1) await page.keyboard.press('a');
    await page.waitForTimeout(100);
    keys.push(((await taskMs(session)) - before) / KEYS);
    if ((await input.inputValue()) !== `warm${'a'.repeat(KEYS)}`) throw new Error('The typed text did not arrive.');
    await page.close();
  }
  console.log(
    `${String(fields).padStart(6)}${median(opens).toFixed(0).padStart(19)}${median(keys).toFixed(1).padStart(25)}`,
  );
}
await browser.close();
server.close();
fs.rmSync(folder, { recursive: true });
