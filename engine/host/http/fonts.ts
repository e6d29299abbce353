/**
 * /fonts: Chinese for machines that have none, for paper. Noto Sans SC (SIL Open Font License 1.1) lies in a package as
 * slices by range of characters, about a hundred for each weight; a page loads those it needs. Public and unchanging.
 */
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const PREFIX = '/fonts/';
const SHEET = 'noto-sans-sc.css';
const WEIGHTS = [400, 700];
const SLICE = /^noto-sans-sc-[a-z0-9-]{1,40}-(400|700)-normal\.woff2$/;
const KEPT = 'public, max-age=31536000, immutable';

const folder = (): string =>
  path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'));

let sheet: Promise<string> | undefined;

/** The rules of both weights, with the addresses here and without the older format. */
async function readSheet(): Promise<string> {
  const parts = await Promise.all(WEIGHTS.map((weight) => fs.readFile(path.join(folder(), `${weight}.css`), 'utf8')));
  return parts
    .join('\n')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
    .replace(/url\(\.\/files\//g, `url(${PREFIX}`)
    .replace(/\n\s*/g, '');
}

export const isFontAddress = (address: string): boolean => address.startsWith(PREFIX);

/** @param address path of a request below /fonts. @returns 404 for everything that is no slice of the font */
export async function fontAnswer(address: string): Promise<Response> {
  const name = address.slice(PREFIX.length).split('?')[0]!;
  const headers = { 'cache-control': KEPT, 'x-content-type-options': 'nosniff' };
  if (name === SHEET) {
    sheet ??= readSheet();
    return new Response(await sheet, { headers: { ...headers, 'content-type': 'text/css; charset=utf-8' } });
  }
  const body = SLICE.test(name)
    ? await fs.readFile(path.join(folder(), 'files', name)).catch(() => undefined)
    : undefined;
  if (!body) return new Response(null, { status: 404 });
  return new Response(Uint8Array.from(body), { headers: { ...headers, 'content-type': 'font/woff2' } });
}
