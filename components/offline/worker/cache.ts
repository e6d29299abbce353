/** The worker's cache of one build: the page for no network with everything it may load, and nothing of any person. */
import { assetsIn, EXTRAS, SHELL } from './plan';

const PREFIX = 'trellis-';
export const cacheOf = (build: string): string => `${PREFIX}${build}`;
/** Chunks fetched at once. */
const LANES = 6;

/**
 * Fills the cache of a build. A page of another build (the server was renewed in between) is refused: page and chunks of
 * two builds are never mixed; the browser tries again with the new worker.
 */
export async function fill(build: string): Promise<void> {
  const cache = await caches.open(cacheOf(build));
  const page = await fetch(SHELL, { cache: 'reload', credentials: 'same-origin' });
  if (!page.ok || page.redirected || page.headers.get('x-trellis-build') !== build) {
    throw new Error('The page for no network is of another build.');
  }
  const first = assetsIn(await page.clone().text(), SHELL);
  await follow(cache, first);
  await Promise.all(EXTRAS.map(async (address) => cache.put(address, await loaded(address))));
  // Last: where the page is, everything it needs is.
  await cache.put(SHELL, page);
}

/**
 * Keeps what another page is made of as well: the same dialog lies in other chunks there, and it may be opened for the
 * first time when the network has gone.
 * @param scripts addresses of the scripts and styles the page has loaded so far
 */
export async function keepPage(build: string, scripts: readonly string[]): Promise<void> {
  await follow(
    await caches.open(cacheOf(build)),
    scripts.filter((address) => address.startsWith('/_next/static/')),
  );
}

async function loaded(address: string): Promise<Response> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

/** Fetches files and all they name, some at a time. A name that is no file (a comment, a route) is left out. */
async function follow(cache: Cache, first: readonly string[]): Promise<void> {
  const seen = new Set(first);
  const queue = [...first];
  const must = new Set(first);
  const lane = async (): Promise<void> => {
    for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
      let response = await cache.match(address);
      if (!response) {
        response = await fetch(address, { credentials: 'same-origin' });
        if (!response.ok) {
          if (must.has(address)) throw new Error(`${address}: ${response.status}`);
          continue;
        }
        await cache.put(address, response.clone());
      }
      if (!/\.(js|css)$/.test(address)) continue;
      for (const next of assetsIn(await response.text(), address)) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    }
  };
  // A lane that finds the queue empty ends; what the others still name is taken up in the next round.
  while (queue.length > 0) await Promise.all(Array.from({ length: LANES }, lane));
}

/** Deletes what earlier builds kept. */
export async function forgetOthers(build: string): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheOf(build));
  await Promise.all(names.map((name) => caches.delete(name)));
}
