/** Pages for guests, /f/<token>: shown as if nobody were signed in, in frames of the sites their link names. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Host } from '../contract';
import { linkOfToken } from '../links/guest';

/** Tells the layout that this is a page for guests; whatever a caller sends under it is dropped. */
export const PAGE_KIND = 'x-trellis-page';
const GUEST_PAGE = /^\/f\/([\w-]{1,64})(?:[/?]|$)/;

/**
 * Prepares a request for such a page: the session of whoever happens to be signed in is left out, the language is the one
 * chosen in the address. @returns the sites that may show it in a frame; undefined: another page
 */
export async function prepareGuestPage(host: Host, request: IncomingMessage): Promise<readonly string[] | undefined> {
  delete request.headers[PAGE_KIND];
  const token = GUEST_PAGE.exec(request.url ?? '')?.[1];
  if (token === undefined) return undefined;
  delete request.headers.cookie;
  delete request.headers.authorization;
  request.headers[PAGE_KIND] = 'link';
  const query = new URLSearchParams(request.url!.split('?')[1] ?? '');
  const language = query.get('lang');
  if (language === 'en' || language === 'zh-CN') request.headers['accept-language'] = language;
  if (!query.has('embed')) return [];
  const row = await linkOfToken(host, token).catch(() => undefined);
  return row?.settings.origins ?? [];
}

/** Its address is the key to it: no other site may learn it, no search engine keep it. */
export function protectGuestPage(response: ServerResponse, origins: readonly string[]): void {
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-robots-tag', 'noindex, nofollow, noarchive');
  if (origins.length === 0) return;
  // Browsers that know frame-ancestors go by it; where both stand, older ones would go by this.
  response.removeHeader('x-frame-options');
  const policy = String(response.getHeader('content-security-policy'));
  const framed = policy.replace("frame-ancestors 'none'", `frame-ancestors ${origins.join(' ')}`);
  response.setHeader('content-security-policy', framed);
}
