/**
 * How much JavaScript a page loads, compressed: what its HTML names (a browser loads that before anything can be done),
 * script by script with the modules that weigh most, and what comes later, when the browser is idle.
 *
 *   TRELLIS_SOURCE_MAPS=1 npm run demo                        (the modules are told by the source maps)
 *   BASE_URL=http://localhost:3000 npx tsx tests/bench/weight.ts /e/<entity>/new
 *
 * The maps are read from TRELLIS_NEXT_DIR, .next when absent; without them the modules are left out.
 */
import { chromium } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { scriptsOf, zippedKb } from '../support/weight';

const base = process.env.BASE_URL ?? 'http://localhost:3000';
const [page] = process.argv.slice(2);
if (!page) throw new Error('Say which page: npx tsx tests/bench/weight.ts /e/<entity>/new');
const built = path.resolve(process.env.TRELLIS_NEXT_DIR ?? '.next');

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
interface Mapped {
  readonly sources?: readonly string[];
  readonly mappings?: string;
  readonly sections?: readonly { readonly offset: { line: number; column: number }; readonly map: Mapped }[];
}

/** The numbers of one segment of a source map (base 64 VLQ). */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

/** Characters of a script by the module they come from. */
function lengthsOf(lines: readonly string[], map: Mapped, at = { line: 0, column: 0 }): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const part of map.sections ?? []) {
    for (const [name, length] of lengthsOf(lines, part.map, part.offset)) {
      lengths.set(name, (lengths.get(name) ?? 0) + length);
    }
  }
  let source = 0;
  (map.mappings ?? '').split(';').forEach((row, index) => {
    let column = index === 0 ? at.column : 0;
    let before: { readonly column: number; readonly name: string } | undefined;
    const note = (end: number) =>
      before && lengths.set(before.name, (lengths.get(before.name) ?? 0) + end - before.column);
    for (const [moved = 0, other] of row.split(',').filter(Boolean).map(numbersOf)) {
      column += moved;
      note(column);
      source += other ?? 0;
      before = { column, name: map.sources?.[source] ?? '' };
    }
    // Modules stand one behind the other in one line: how far the last piece reaches is not said.
    note(Math.min(lines[at.line + index]?.length ?? column, column + 40));
  });
  return lengths;
}

function modulesOf(name: string, text: string): readonly (readonly [string, number])[] {
  const map = /sourceMappingURL=(\S+)/.exec(text.slice(-300))?.[1];
  const file = path.join(built, path.dirname(name.replace('/_next/', '')), map ?? 'none');
  if (!map || !fs.existsSync(file)) return [];
  const lengths = lengthsOf(text.split('\n'), JSON.parse(fs.readFileSync(file, 'utf8')) as Mapped);
  const all = [...lengths.values()].reduce((sum, length) => sum + length, 0) || 1;
  const clean = (source: string): string => source.replace(/^.*\[project\]\//, '').replace(/^.*node_modules\//, '~');
  return [...lengths].map(([source, length]) => [clean(source), (length / all) * zippedKb(text)] as const);
}

const own = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  ...(fs.existsSync(own) && { executablePath: own }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const context = await browser.newContext();
const data = {
  email: process.env.BENCH_WHO ?? 'analyst@trellis.example',
  password: process.env.BENCH_PASSWORD ?? 'trellis-demo',
};
const answer = await context.request.post(`${base}/api/auth/sign-in/email`, { data, headers: { origin: base } });
if (!answer.ok()) throw new Error(`${data.email} cannot sign in: ${answer.status()}`);

const html = await (await context.request.get(base + page)).text();
const modules = new Map<string, number>();
let total = 0;
const rows: string[] = [];
for (const name of scriptsOf(html)) {
  const text = await (await context.request.get(base + name)).text();
  const weight = zippedKb(text);
  total += weight;
  const own = [...modulesOf(name, text)].sort(([, a], [, b]) => b - a);
  for (const [module, part] of own) modules.set(module, (modules.get(module) ?? 0) + part);
  const most = own.slice(0, 4).map(([module, part]) => `${module.slice(-48)} ${part.toFixed(1)}`);
  rows.push(`${weight.toFixed(1).padStart(7)}  ${path.basename(name)}  ${most.join(' | ')}`);
}
console.log(
  `${page}: ${total.toFixed(1)} KB of script in ${rows.length} files; the HTML itself ${zippedKb(html).toFixed(1)} KB`,
);
console.log(rows.sort().reverse().join('\n'));
console.log('modules');
for (const [module, part] of [...modules].sort(([, a], [, b]) => b - a).slice(0, 60)) {
  console.log(`${part.toFixed(1).padStart(7)}  ${module}`);
}
const tab = await context.newPage();
const loaded: Promise<number>[] = [];
tab.on('response', (response) => {
  if (/\.js(\?|$)/.test(response.url())) loaded.push(response.body().then(zippedKb, () => 0));
});
await tab.goto(base + page, { waitUntil: 'networkidle' });
const all = (await Promise.all(loaded)).reduce((sum, weight) => sum + weight, 0);
console.log(`when the browser is idle: ${all.toFixed(1)} KB`);
await browser.close();
