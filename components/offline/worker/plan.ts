/** What the service worker does with an address, and what a page is made of. Pure. */

/** The one page that opens without a network; it reads everything of the person from the device. */
export const SHELL = '/offline';
/** Beside the page and what it loads. */
export const EXTRAS = ['/icons/icon-192.png', '/icons/icon-512.png', '/icon.svg'];
/** Pages that are nothing without the server, or must never be taken for something else. */
const NEVER = /^\/(api|f|signin|sw\.js|manifest\.webmanifest)(\/|$|\?)/;

/**
 * - `asset`: a file whose name changes with its content: from the cache, else from the network.
 * - `shell`: the page for no network, from the cache.
 * - `page`: from the network; without one the person is led to the shell.
 * - `pass`: none of the worker's business. Answers of the API are never kept by it.
 */
export type Treatment = 'asset' | 'shell' | 'page' | 'pass';
export function treatmentOf(
  { method, mode, url }: { readonly method: string; readonly mode: string; readonly url: string },
  origin: string,
): Treatment {
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== origin || NEVER.test(address.pathname)) return 'pass';
  if (address.pathname.startsWith('/_next/static/') || EXTRAS.includes(address.pathname)) return 'asset';
  if (mode !== 'navigate') return 'pass';
  return address.pathname === SHELL ? 'shell' : 'page';
}

/** Where a person is led who asks for a page without a network: the shell, which knows what was asked for. */
export function shellFor(url: string): string {
  const { pathname, search } = new URL(url);
  return `${SHELL}?at=${encodeURIComponent(pathname + search)}`;
}

/**
 * Files that a page, script or style names: `static/chunks/a1.js` in a script, `/_next/static/…` in HTML, `url(…)` in CSS.
 * A chunk that is loaded later is named by the one that loads it, so following the names finds all a page may ever load.
 * @param from address of what is read, for names relative to it
 */
export function assetsIn(text: string, from: string): readonly string[] {
  const found = new Set<string>();
  for (const [name] of text.matchAll(/static\/[\w\-./~%@()[\]]*?\.(?:js|css|woff2?)\b/g)) found.add(`/_next/${name}`);
  if (from.endsWith('.css')) {
    for (const [, name = ''] of text.matchAll(/url\(\s*["']?([^"')]+\.(?:woff2?|png|svg|webp))["']?\s*\)/g)) {
      const { origin, pathname } = new URL(name, new URL(from, 'http://here'));
      if (origin === 'http://here') found.add(pathname);
    }
  }
  return [...found];
}
