/**
 * The service worker. It keeps one page with its chunks, by build, and answers with it where there is no network; it keeps
 * no answer of the API, so nothing of a person. A new build waits until the person reloads, or closes all tabs.
 * Bundled by engine/cli/bundle.mjs; engine/host/http/service-worker.ts serves it with the name of the build.
 */
import { personHere } from '../device';
import { syncNow } from '../sync';
import { cacheOf, fill, forgetOthers, keepPage } from './cache';
import { SHELL, shellFor, treatmentOf } from './plan';
import type { WorkerScope } from './scope';

declare const self: WorkerScope;
/** Put in by the server. */
const BUILD = '__TRELLIS_BUILD__';
/** A phone with one bar may wait for a page for minutes; then what is on the device is better. */
const PATIENCE_MS = 25_000;

self.addEventListener('install', (event) => event.waitUntil(fill(BUILD)));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers(BUILD).then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data === 'skip') event.waitUntil(self.skipWaiting());
  // The words of the page are in the person's language, which may have changed.
  if (event.data === 'refresh') event.waitUntil(fill(BUILD).catch(() => undefined));
  // Also from a page of an earlier build that is still open: names of chunks change with what is in them.
  if (Array.isArray(event.data)) event.waitUntil(keepPage(BUILD, event.data.map(String)).catch(() => undefined));
});
self.addEventListener('sync', (event) => {
  if (event.tag === 'trellis-sync') event.waitUntil(syncHere());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const treatment = treatmentOf(request, self.location.origin);
  if (treatment === 'asset') event.respondWith(fromCache(request));
  if (treatment === 'shell') event.respondWith(shell(request));
  if (treatment === 'page') event.respondWith(page(request));
});

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(cacheOf(BUILD));
  return (await cache.match(request)) ?? fetch(request);
}

async function shell(request: Request): Promise<Response> {
  const cache = await caches.open(cacheOf(BUILD));
  return (await cache.match(SHELL, { ignoreVary: true })) ?? fetch(request);
}

async function page(request: Request): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return await Promise.race([
      fetch(request),
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('too slow')))),
    ]);
  } catch {
    return Response.redirect(shellFor(request.url), 302);
  }
}

/** Background Sync: the browser says that there is a network again, even where no tab is open. */
async function syncHere(): Promise<void> {
  const person = await personHere();
  // A rejection tells the browser to try again later.
  if (person && (await syncNow(person)) === 'lost') throw new Error('The network is gone again.');
}
