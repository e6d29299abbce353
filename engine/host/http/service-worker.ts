/** /sw.js: the service worker (components/offline/worker), bundled beside this program, with the name of the build in it. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { ServerResponse } from 'node:http';

export interface ServiceWorker {
  /** Names pages and chunks that belong together. */
  readonly build: string;
  readonly script: string;
}

/** undefined where pages are compiled as they are asked for: there is no build whose parts belong together. */
export function readServiceWorker(root: string, isDev: boolean): ServiceWorker | undefined {
  const file = path.join(import.meta.dirname, 'sw.js');
  const id = path.join(root, process.env.TRELLIS_NEXT_DIR ?? '.next', 'BUILD_ID');
  if (isDev || !fs.existsSync(file) || !fs.existsSync(id)) return undefined;
  const source = fs.readFileSync(file, 'utf8');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  const build = `${fs.readFileSync(id, 'utf8').trim()}-${hash}`;
  return { build, script: source.replaceAll('__TRELLIS_BUILD__', build) };
}

/** Asked for anew by browsers at each visit; a 404 makes a browser forget a worker of an earlier build. */
export function answerServiceWorker(worker: ServiceWorker | undefined, response: ServerResponse): void {
  response.writeHead(worker ? 200 : 404, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; connect-src 'self'",
  });
  response.end(worker?.script ?? '');
}
