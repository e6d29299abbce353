/**
 * One headless Chromium that turns pages of this platform into PDFs. It is started when first needed, kept warm, and
 * ended after a while without work. Each document gets a browsing context of its own: no cookies, nothing kept. It
 * reaches one origin only; everything else is refused, by interception and by its name resolution.
 */
import type { Browser, BrowserContext, BrowserServer, Page, Route } from 'playwright-core';
import { problem, Refusal, refuse } from '../../kernel/problems';
import { createSlots } from './slots';

export interface PrintJob {
  /** The page; its origin is the only one that is reached. */
  readonly url: string;
  /** Answers what the page asks the API for, without the network; undefined: refused. */
  readonly answer: (request: Request) => Promise<Response | undefined>;
  readonly locale: string;
  readonly timeZone: string;
  /** Milliseconds from its start. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}
export interface Printer {
  /** @throws Refusal pdf.busy, pdf.slow, pdf.failed, pdf.noBrowser */
  print(job: PrintJob): Promise<Uint8Array>;
  /** Whether the browser runs just now. */
  isWarm(): boolean;
  close(): Promise<void>;
}
export interface PrinterOptions {
  readonly find: () => Promise<string | undefined>;
  readonly idleMs?: number;
  readonly atOnce?: number;
  readonly mostWaiting?: number;
}

/** The page says by this that it stands; then the network has to be quiet for a moment. */
export const READY = '[data-print-state="ready"]';
const QUIET_MS = 120;
const START_MS = 20_000;
/** How long a context may take to close before the browser is killed. */
const CLOSE_MS = 3_000;

interface Running {
  readonly server: BrowserServer;
  readonly browser: Browser;
}

export function createPrinter({ find, idleMs = 60_000, atOnce = 2, mostWaiting = 20 }: PrinterOptions): Printer {
  const inSlot = createSlots(atOnce, mostWaiting, () => refuse('pdf.busy'));
  let started: Promise<Running> | undefined;
  let busy = 0;
  let idle: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = started;
    started = undefined;
    await (await ending?.catch(() => undefined))?.server.kill();
  }

  /** The browser, started anew when it died. */
  async function running(host: string): Promise<Running> {
    const asked = started;
    const present = await asked?.catch(() => undefined);
    if (present?.browser.isConnected()) return present;
    // Whoever comes first starts it; the others wait for that one.
    if (started === asked) started = find().then((path) => start(path ?? refuse('pdf.noBrowser'), host));
    return started ?? running(host);
  }

  async function inContext(job: PrintJob): Promise<Uint8Array> {
    const { browser, server } = await running(new URL(job.url).hostname);
    const context = await browser.newContext({
      locale: job.locale,
      timezoneId: job.timeZone,
      colorScheme: 'light',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      viewport: { width: 900, height: 1200 },
    });
    try {
      return await within(job, draw(context, job));
    } finally {
      const closed = await Promise.race([context.close().then(() => true), after(CLOSE_MS)]).catch(() => false);
      // A page that does not let itself be closed takes the browser with it; the next document starts another.
      if (closed !== true) await server.kill();
    }
  }

  return {
    async print(job) {
      busy += 1;
      clearTimeout(idle);
      try {
        return await inSlot(() => inContext(job));
      } catch (error) {
        if (error instanceof Refusal || job.signal?.aborted) throw error;
        console.error('pdf:', error);
        throw new Refusal(problem('pdf.failed'));
      } finally {
        busy -= 1;
        if (busy === 0) idle = setTimeout(() => void end(), idleMs).unref();
      }
    },
    isWarm: () => started !== undefined,
    close: end,
  };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** @param host the only name that is resolved */
async function start(executablePath: string, host: string): Promise<Running> {
  const { chromium } = await import('playwright-core');
  // Chromium's sandbox does not start as root.
  const chromiumSandbox = process.getuid?.() !== 0;
  const args = ['--font-render-hinting=none', `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${host}`];
  // The host ends it with itself: signals are its own, and Playwright's would end the process at once.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const options = { executablePath, host: '127.0.0.1', timeout: START_MS, args, ...signals };
  const server = await chromium.launchServer({ ...options, chromiumSandbox }).catch((error: unknown) => {
    if (!chromiumSandbox) throw error;
    // Containers often forbid what the sandbox needs. What is opened are our own pages only.
    return chromium.launchServer({ ...options, chromiumSandbox: false });
  });
  return { server, browser: await chromium.connect(server.wsEndpoint()) };
}

/** The result, or pdf.slow when it takes too long; what is still going on fails when its context is closed. */
async function within<T>({ limit, signal }: PrintJob, made: Promise<T>): Promise<T> {
  made.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let leave = (): void => undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Refusal(problem('pdf.slow', [], { seconds: Math.round(limit / 1000) }))),
      limit,
    );
    leave = () => reject(new Error('Nobody waits for this PDF any more.'));
    signal?.addEventListener('abort', leave);
  });
  try {
    signal?.throwIfAborted();
    return await Promise.race([made, over]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

async function draw(context: BrowserContext, job: PrintJob): Promise<Uint8Array> {
  const page = await context.newPage();
  page.setDefaultTimeout(job.limit);
  const quiet = watchNetwork(page);
  await context.route('**/*', (route) => void routeOf(route, job));
  const response = await page.goto(job.url, { waitUntil: 'load' });
  if (!response?.ok()) throw new Error(`The print page answers ${response?.status() ?? 'nothing'}.`);
  await page.waitForSelector(READY, { state: 'attached' });
  await quiet();
  // Runs in the page; the engine itself knows no DOM.
  await page.evaluate(() =>
    (globalThis as unknown as { document: { fonts: { ready: Promise<unknown> } } }).document.fonts.ready.then(
      () => undefined,
    ),
  );
  await quiet();
  // Size, margins and page numbers are the page's own (@page).
  return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
}

/** @returns a function that waits until nothing has been loading for a moment */
function watchNetwork(page: Page): () => Promise<void> {
  const open = new Set<unknown>();
  let last = Date.now();
  const settled = (request: unknown): void => {
    open.delete(request);
    last = Date.now();
  };
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', settled);
  page.on('requestfailed', settled);
  return async () => {
    while (open.size > 0 || Date.now() - last < QUIET_MS) await after(20);
  };
}

/** Pages and their parts come from our origin, the API is answered here, everything else is refused. */
async function routeOf(route: Route, job: PrintJob): Promise<void> {
  const request = route.request();
  const url = new URL(request.url());
  try {
    if (url.origin !== new URL(job.url).origin) return await route.abort('accessdenied');
    if (!url.pathname.startsWith('/api/')) {
      return await (request.method() === 'GET' ? route.continue() : route.abort('accessdenied'));
    }
    const body = request.postData();
    const asked = new Request(url, {
      method: request.method(),
      headers: request.headers(),
      ...(body !== null && { body }),
    });
    const answer = await job.answer(asked);
    if (!answer) return await route.abort('accessdenied');
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  } catch {
    // The context is gone, or the answer failed: the page is not kept waiting.
    await route.abort().catch(() => undefined);
  }
}
