/** The role web: /api goes to the host, everything else to Next, in one HTTP server. */
import { getRequestListener } from '@hono/node-server';
import { randomBytes } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import next from 'next';
import { CLIENT_ADDRESS } from './auth/auth';
import type { Host } from './contract';
import { prepareGuestPage, protectGuestPage } from './http/guest-page';
import { fontAnswer, isFontAddress } from './http/fonts';
import { answerServiceWorker, readServiceWorker } from './http/service-worker';

export interface WebOptions {
  readonly root: string;
  readonly port: number;
  readonly isDev: boolean;
}

/** All headers and the address together. */
const MOST_HEADER_BYTES = 64 * 1024;
/** How long open answers may take after a stop was asked for. */
const PATIENCE_MS = 5_000;

/** Serves until `stop`. `globalThis.__trellis` is how Next's pages reach the host without bundling it. */
export async function serveWeb(host: Host, { root, port, isDev }: WebOptions) {
  globalThis.__trellis = host;
  const server = http.createServer({ maxHeaderSize: MOST_HEADER_BYTES });
  const pages = next({ dev: isDev, dir: root, port, hostname: 'localhost', httpServer: server });
  await pages.prepare();
  const showPage = pages.getRequestHandler();
  const worker = readServiceWorker(root, isDev);
  const answer = getRequestListener(answerOf(host), {
    // Next and better-auth bring their own idea of Request and Response.
    overrideGlobalObjects: false,
    hostname: 'localhost',
  });

  const show = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    request.url = pageAddress(request.url ?? '/');
    const framedBy = await prepareGuestPage(host, request);
    protect(request, response, isDev);
    if (framedBy) protectGuestPage(response, framedBy);
    else if (worker) response.setHeader('x-trellis-build', worker.build);
    await showPage(request, response);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    nameCaller(request);
    if (request.url?.startsWith('/api/') || isFontAddress(request.url ?? '')) void answer(request, response);
    else if (request.url === '/sw.js') answerServiceWorker(worker, response);
    else void show(request, response);
  });
  server.on('clientError', refuseBroken);
  // Only Next's development server speaks over web sockets.
  if (!isDev) server.on('upgrade', (_request, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, process.env.HOST ?? '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const hurry = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS + 500).unref())]);
      clearTimeout(hurry);
      await pages.close();
    },
  };
}

const answerOf = (host: Host) => (request: Request) => {
  const { pathname } = new URL(request.url);
  return isFontAddress(pathname) ? fontAnswer(pathname) : host.fetch(request);
};

/** A page of this site, whatever was asked for: not another host, and nothing that cannot be decoded. */
function pageAddress(url: string): string {
  try {
    decodeURIComponent(url.split('?')[0]!);
    return url.startsWith('/') ? url : '/404';
  } catch {
    return '/404';
  }
}

/** What is no HTTP, or has endless headers, never becomes a request; it is told in both languages and the line is closed. */
function refuseBroken(error: Error & { readonly code?: string }, socket: Duplex): void {
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  if (socket.writable && error.code !== 'ECONNRESET') {
    const title = 'The request cannot be read. 无法读取这个请求。';
    const body = JSON.stringify({
      type: 'about:blank',
      status,
      title,
      detail: title,
      code: 'http.broken',
      problems: [],
    });
    socket.write(
      `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nconnection: close\r\n` +
        `content-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroy();
}

/**
 * Tells the address of the caller in a header of our own, for the limits on sign-in. Behind a proxy (TRELLIS_PROXY=1)
 * it is the last address the proxy wrote; what a caller writes under this name is dropped.
 */
function nameCaller(request: IncomingMessage): void {
  const forwarded = process.env.TRELLIS_PROXY === '1' ? String(request.headers['x-forwarded-for'] ?? '') : '';
  const address = forwarded.split(',').at(-1)!.trim() || (request.socket.remoteAddress ?? '');
  const raw = request.rawHeaders;
  for (let i = raw.length - 2; i >= 0; i -= 2) if (raw[i]!.toLowerCase() === CLIENT_ADDRESS) raw.splice(i, 2);
  raw.push(CLIENT_ADDRESS, address);
  request.headers[CLIENT_ADDRESS] = address;
}

/** Headers of every page. Next takes the nonce for its own scripts from the policy in the request's headers. */
function protect(request: IncomingMessage, response: ServerResponse, isDev: boolean): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentPolicy(nonce, isDev);
  request.headers['content-security-policy'] = policy;
  request.headers['x-nonce'] = nonce;
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(self), microphone=(), geolocation=(self)');
}

/** Development needs eval for source maps and React's refresh. Styles: Mantine and charts set style attributes. */
export const contentPolicy = (nonce: string, isDev: boolean): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // Without it the policy of scripts would hold, which knows no 'self'.
    "worker-src 'self'",
    `connect-src 'self'${isDev ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

declare global {
  var __trellis: Host | undefined;
}
