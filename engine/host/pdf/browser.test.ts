/** The server's own browser: what it prints, what it refuses, and that it never stays. Where a Chromium is found. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '@/tests/support/pdf';
import { fontAnswer, isFontAddress } from '../http/fonts';
import { createPrinter, type Printer, type PrintJob } from './browser';
import { findChromium } from './find.mjs';

const PAPER = `<!doctype html><meta charset="utf-8"><title>青岛</title>
<link rel="stylesheet" href="/fonts/noto-sans-sc.css">
<style>@page{size:A5 landscape}body{font-family:'Noto Sans SC'}b{font-weight:700}p{break-after:page}</style>
<p>青岛啤酒 <b>合计</b> 1,234.50</p><div id="said">…</div><img src="http://foreign.test/spy.png">
<script>
  const say = (text) => (document.getElementById('said').textContent = text);
  const tried = [fetch('/api/v1/operations/x', { method: 'POST', body: '{}' }).then((a) => a.text()),
    fetch('http://127.0.0.1:1/').then(() => 'reached', () => 'refused'),
    fetch('/elsewhere').then((a) => a.url, () => 'refused'),
    fetch('/write', { method: 'POST' }).then(() => 'reached', () => 'refused')];
  Promise.all(tried).then((words) => { say(words.join(' ') + ' cookies:' + document.cookie); document.body.dataset.printState = 'ready'; });
</script>`;
const PAGES: { readonly [path: string]: string } = {
  '/print/good': PAPER,
  '/print/loop': '<script>for (;;) {}</script>',
  '/print/never': '<p>never ready',
};

const chromium = await findChromium();
describe.skipIf(!chromium)('the browser that prints', () => {
  let server: http.Server;
  let origin: string;
  let printer: Printer;
  let asked: string[] = [];
  /** What pages were asked for with; parts of a page carry the cookie the page was given. */
  const cookies: (string | undefined)[] = [];
  const job = (path: string, limit = 20_000): PrintJob => ({
    url: origin + path,
    answer: async (request) => (request.method === 'POST' ? new Response('answered') : undefined),
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    limit,
  });

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      const address = request.url ?? '/';
      asked.push(`${request.method} ${address}`);
      if (address.startsWith('/print/')) cookies.push(request.headers.cookie);
      if (isFontAddress(address)) {
        return void fontAnswer(address).then(async (answer) => {
          response.writeHead(answer.status, Object.fromEntries(answer.headers));
          response.end(Buffer.from(await answer.arrayBuffer()));
        });
      }
      // A way out by a redirect, which interception does not see.
      if (address === '/elsewhere') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      const page = PAGES[address];
      response.writeHead(page ? 200 : 404, { 'content-type': 'text/html', 'set-cookie': 'session=kept; Path=/' });
      return response.end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    printer = createPrinter({ find: async () => chromium, idleMs: 300, atOnce: 2 });
  });
  afterAll(async () => {
    await printer.close();
    server.close();
    server.closeAllConnections();
  });

  it('makes a PDF of the page’s own size, with Chinese embedded and to be copied, reaching one origin only', async () => {
    asked = [];
    const pdf = readPdf(await printer.print(job('/print/good')));
    expect(pdf.pages).toBe(2);
    expect(pdf.size[0]).toBeGreaterThan(pdf.size[1]);
    expect(pdf.text).toContain('青岛啤酒 合计 1,234.50');
    expect(pdf.fonts.length).toBeGreaterThan(0);
    for (const font of pdf.fonts) expect(font).toEqual({ type: 'Type0', isEmbedded: true });
    expect(pdf.text).toContain('answered refused refused refused');
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
    expect(asked.filter((line) => /\.woff2$/.test(line)).length).toBeLessThan(20);
  });

  it('gives up a page that never stands, even one that never lets go, and prints the next one', async () => {
    const slow = { problems: [{ code: 'pdf.slow' }] };
    const [loop, never] = await Promise.allSettled([
      printer.print(job('/print/loop', 700)),
      printer.print(job('/print/never', 700)),
    ]);
    expect(loop).toMatchObject({ status: 'rejected', reason: slow });
    expect(never).toMatchObject({ status: 'rejected', reason: slow });
    await expect(printer.print(job('/print/gone'))).rejects.toMatchObject({ problems: [{ code: 'pdf.failed' }] });
    expect(readPdf(await printer.print(job('/print/good'))).pages).toBe(2);
  });

  it('carries no cookies from one paper to the next, and ends when it is idle', async () => {
    const pdf = readPdf(await printer.print(job('/print/good')));
    expect(pdf.text).toContain('cookies:session=kept');
    expect(new Set(cookies)).toEqual(new Set([undefined]));
    await expect.poll(() => printer.isWarm(), { timeout: 5_000 }).toBe(false);
  });

  it('says so where there is none', async () => {
    const none = createPrinter({ find: async () => undefined });
    await expect(none.print(job('/print/good'))).rejects.toMatchObject({ problems: [{ code: 'pdf.noBrowser' }] });
  });
});
