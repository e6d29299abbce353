/** The part of a service worker's world that ours uses; TypeScript's own library of it cannot stand beside the DOM's. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface WorkerScope {
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window' }): Promise<readonly { postMessage(message: unknown): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'sync', listener: (event: Extendable & { readonly tag: string }) => void): void;
  addEventListener(type: 'message', listener: (event: Extendable & { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'fetch',
    listener: (event: Extendable & { readonly request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}
