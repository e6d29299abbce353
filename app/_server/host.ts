import 'server-only';
import type { Host } from '@/engine/host/contract';

/** The host of this process: the server program puts it there before Next answers anything. */
export function getHost(): Host {
  const host = (globalThis as { __trellis?: Host }).__trellis;
  if (!host) throw new Error('Start the server by `npm run dev`, `npm run demo` or `npm start`, not by Next itself.');
  return host;
}
