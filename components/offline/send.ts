/** The queue's way to the server: plain requests, in a tab or in the service worker. */
import type { FileView, Output, ProblemJson } from '@/engine/kernel/api';
import type { Entry, KeptFile, Values } from './device';

/** What came of a request. `lost`: nobody knows whether it arrived, so it is sent again. */
export type Answer<T> =
  | { readonly is: 'ok'; readonly value: T }
  | { readonly is: 'lost' }
  | { readonly is: 'signedOut' }
  | { readonly is: 'refused'; readonly problem: ProblemJson };

/** The server as the queue needs it. */
export interface Send {
  /** Id of whoever is signed in now. */
  person(): Promise<Answer<string>>;
  /** Sends a file under its own id: a second time it answers with the same file. */
  upload(file: KeptFile): Promise<Answer<FileView>>;
  write(entry: Entry, values: Values): Promise<Answer<Output<'record.create'>>>;
}

/** A phone that hears nothing for so long has lost the network without knowing it. */
const ASK_MS = 30_000;
const UPLOAD_MS = 180_000;

/** @param person whose queue it is: the server takes nothing of it when somebody else is signed in by then */
export const sendByFetch = (person: string): Send => ({
  async person() {
    const answer = await ask<Output<'session.get'>>('/api/v1/operations/session.get', json({}), ASK_MS);
    return answer.is === 'ok' ? { is: 'ok', value: answer.value.viewer.id } : answer;
  },
  upload({ id, name, type, how, bytes }) {
    const query = new URLSearchParams({ name, ...how, key: id });
    const headers = { 'content-type': type || 'application/octet-stream', ...meantFor(person) };
    return ask(`/api/v1/files?${query}`, { method: 'POST', headers, body: bytes }, UPLOAD_MS);
  },
  write({ kind, entity, form, id, record }, values) {
    const input =
      kind === 'update' && record
        ? { entity, form, id: record.id, rev: record.rev, values }
        : { entity, form, key: id, values };
    return ask(`/api/v1/operations/record.${kind}`, json(input, meantFor(person)), ASK_MS);
  },
});

const meantFor = (person: string) => ({ 'x-trellis-person': person });
const json = (input: unknown, headers: { readonly [name: string]: string } = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(input),
});

async function ask<T>(address: string, init: RequestInit, patience: number): Promise<Answer<T>> {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) });
    const body = (await response.json()) as unknown;
    if (response.ok) return { is: 'ok', value: body as T };
    return verdict(response.status, body as ProblemJson);
  } catch {
    // No answer, or one that is not this server's (a hotel's sign-in page).
    return { is: 'lost' };
  }
}

/** Too early, too many, or the server's own fault: later it may be taken. */
const LATER = new Set([408, 425, 429]);
export function verdict(status: number, problem: ProblemJson): Answer<never> {
  if (status === 401) return { is: 'signedOut' };
  return status >= 500 || LATER.has(status) ? { is: 'lost' } : { is: 'refused', problem };
}
