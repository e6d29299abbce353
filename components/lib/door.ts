/** By which door of the server the browser asks. Everybody who is signed in uses the same; a page for guests brings its own. */
import type { OperationName } from '@/engine/kernel/api';

export interface Door {
  ask(name: OperationName, input: unknown, signal?: AbortSignal): Promise<Response>;
  /** Where files are sent to, and with what. */
  readonly upload: string;
  uploadHeaders(): { readonly [name: string]: string };
  /** Address of a stored file. */
  file(id: string): string;
}

const members: Door = {
  ask: (name, input, signal) =>
    fetch(`/api/v1/operations/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      ...(signal ? { signal } : {}),
    }),
  upload: '/api/v1/files',
  uploadHeaders: () => ({}),
  file: (id) => `/api/v1/files/${id}`,
};

let present: Door = members;
export const door = (): Door => present;

/** From now on this page asks by another door. In a browser only: a page is one person's, a server is everybody's. */
export function enterBy(other: Door): void {
  if (typeof window !== 'undefined') present = other;
}
