'use client';
/** Begins and ends what a device keeps of a person. */
import { draftKeys, forgetDrafts, readDraft } from '@/components/form/runtime/drafts';
import { call, setAnswersHere } from '@/components/lib/call';
import type { Output } from '@/engine/kernel/api';
import { answerHere } from './answers';
import { tellChanged } from './changes';
import { canKeep } from './here';
import { hasKey, keepKey, seal, unseal } from './seal';
import { entriesOf, personHere, setPersonHere, deviceOf, type Device } from './device';
import { syncNow } from './sync';

/** How long a file that neither a draft nor the queue holds is kept: undo may bring it back. */
const ORPHAN_MS = 86_400_000;
const AGAIN_MS = 60_000;

/**
 * The person is here, with a network: what waited for them is opened again, what was another person's is closed, and what
 * forms need is kept ahead. Each step may fail without harm to the others; the next page tries again.
 */
export async function beginOffline(session: Output<'session.get'>): Promise<void> {
  if (!canKeep()) return;
  const person = session.viewer.id;
  const before = await personHere();
  if (before !== undefined && before !== person) await seal(await deviceOf(before));
  await setPersonHere(person);
  const device = await deviceOf(person);
  setAnswersHere((name, input) => answerHere(device, name, input));
  if (!(await hasKey(device))) await keepKey(device, (await call('offline.key', {})).key);
  if ((await unseal(device)) > 0) tellChanged();
  await sweepFiles(device, person);
  await syncNow(person);
  const { keepAhead } = await import('./ahead');
  await keepAhead(device, session);
}

/** Keeps a form that is open now, should it have changed since the others were kept. */
export async function keepForm(session: Output<'session.get'>, opened: Output<'form.open'>): Promise<void> {
  if (!canKeep() || !navigator.onLine) return;
  const device = await deviceOf(session.viewer.id);
  // Before the key is here nothing is kept; then all of it is, this form too.
  if (!(await hasKey(device))) return;
  const { keepAhead } = await import('./ahead');
  await keepAhead(device, session, opened);
}

/** Sends what waits when the network is back, when the page is looked at again, and every minute. @returns the way to end */
export function keepSending(person: string): () => void {
  if (!canKeep()) return () => undefined;
  const send = () => {
    if (navigator.onLine && document.visibilityState === 'visible') void syncNow(person).catch(() => undefined);
  };
  window.addEventListener('online', send);
  document.addEventListener('visibilitychange', send);
  const timer = setInterval(send, AGAIN_MS);
  return () => {
    window.removeEventListener('online', send);
    document.removeEventListener('visibilitychange', send);
    clearInterval(timer);
  };
}

/** Asks the browser to send what waits even when no tab is open (Background Sync, where there is such a thing). */
export async function sendInBackground(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  const { sync } = (worker ?? {}) as { readonly sync?: { register(tag: string): Promise<void> } };
  await sync?.register('trellis-sync').catch(() => undefined);
}

/** How many records of the person have not reached the server. */
export async function countWaiting(person: string): Promise<number> {
  if (!canKeep()) return 0;
  const entries = await entriesOf(await deviceOf(person)).catch(() => []);
  return entries.filter(({ state }) => state !== 'sent').length;
}

/** Signing out: nothing of the person stays readable here; what waits is sealed until they come back. */
export async function endOffline(person: string): Promise<void> {
  forgetDrafts(person, localStorage);
  setAnswersHere(undefined);
  if (!canKeep()) return;
  await seal(await deviceOf(person));
  await setPersonHere(undefined);
  tellChanged();
}

const LEFT = 'trellis.signed-out';

/** Ends the session on the server; without a network as soon as there is one, before anything else is shown. */
export async function endSession(): Promise<void> {
  localStorage.setItem(LEFT, '1');
  const headers = { 'content-type': 'application/json' };
  const ended = await fetch('/api/auth/sign-out', { method: 'POST', headers, body: '{}' }).catch(() => undefined);
  if (ended?.ok) localStorage.removeItem(LEFT);
}

/** Somebody signed in: their session is not the one that was left. */
export const hasCome = (): void => localStorage.removeItem(LEFT);
/** Whether the person signed out without a network, and the server has not heard of it. */
export const hasLeft = (): boolean => localStorage.getItem(LEFT) !== null;

/** Deletes files that were taken off a form again, or whose draft was thrown away. */
async function sweepFiles(device: Device, person: string): Promise<void> {
  const queued = new Set((await entriesOf(device)).flatMap(({ files }) => files));
  const drafts = draftKeys(person, localStorage).map((key) => JSON.stringify(readDraft(key, localStorage)));
  for (const file of await device.getAll('files')) {
    const isHeld = queued.has(file.id) || drafts.some((draft) => draft.includes(file.id));
    if (!isHeld && Date.now() - Date.parse(file.at) > ORPHAN_MS) await device.delete('files', file.id);
  }
}
