/**
 * Sends what waits, each record once. Every step is kept before the next one begins, so that it may be killed anywhere
 * and begun anew: a file goes out under its own id and a record under its key, and the server makes each of them once.
 */
import { sameJson, type Json } from '@/engine/kernel/json';
import { tellChanged } from './changes';
import { sendByFetch, type Answer, type Send } from './send';
import { entriesOf, deviceOf, type Entry, type Device, type Values } from './device';

/** The server deletes a file that no record holds after a day; an older one is sent again. */
const FILE_MS = 20 * 3_600_000;
/** Entries that were sent stay in the list for as long. */
const SENT_MS = 14 * 86_400_000;
const MOST_SENT = 200;

/** `done`: nothing waits any more. */
export type SyncEnd = 'done' | 'lost' | 'signedOut';

/**
 * Sends what waits, the oldest first, until all is sent or the network is gone. A refused record holds up no other.
 * @param only the id of the one entry to send
 */
export async function syncQueue(device: Device, person: string, send: Send, only?: string): Promise<SyncEnd> {
  const waiting = (await entriesOf(device)).filter(
    (entry) => entry.state === 'waiting' && (only === undefined || entry.id === only),
  );
  if (waiting.length === 0) return 'done';
  // Somebody else may have signed in on this device: what waits is never sent in another name.
  const who = await send.person();
  if (who.is !== 'ok') return who.is === 'lost' ? 'lost' : 'signedOut';
  if (who.value !== person) return 'signedOut';
  for (const entry of waiting) {
    const end = await sendEntry(device, send, entry);
    tellChanged();
    if (end) return end;
  }
  await forgetOld(device);
  return 'done';
}

async function sendEntry(device: Device, send: Send, entry: Entry): Promise<'lost' | 'signedOut' | undefined> {
  const names = new Map<string, string>();
  for (const id of entry.files) {
    const answer = await sendFile(device, send, id);
    if (answer.is !== 'ok') return stopped(device, entry, answer);
    if (answer.value !== undefined) names.set(id, answer.value);
  }
  const answer = await send.write(entry, renamed(entry.values, names));
  if (answer.is === 'ok') {
    const { id, title } = answer.value;
    await settle(device, entry, { id, title });
    return undefined;
  }
  return stopped(device, entry, answer);
}

/** @returns the file's id on the server; undefined when this device no longer has it, which the server then says */
async function sendFile(device: Device, send: Send, id: string): Promise<Answer<string | undefined>> {
  const file = await device.get('files', id);
  if (!file) return { is: 'ok', value: undefined };
  if (file.sent && Date.now() - Date.parse(file.sent.at) < FILE_MS) return { is: 'ok', value: file.sent.id };
  const answer = await send.upload(file);
  if (answer.is !== 'ok') return answer;
  await device.put('files', { ...file, sent: { id: answer.value.id, at: new Date().toISOString() } });
  tellChanged();
  return { is: 'ok', value: answer.value.id };
}

async function stopped(
  device: Device,
  entry: Entry,
  answer: Exclude<Answer<unknown>, { is: 'ok' }>,
): Promise<'lost' | 'signedOut' | undefined> {
  if (answer.is !== 'refused') return answer.is;
  const { problem } = answer;
  const { current } = problem;
  if (entry.kind === 'update' && problem.status === 409 && current) {
    const mine = Object.entries(entry.shown);
    const isMine = mine.every(([name, value]) => isAlike(current[name] ?? null, value));
    // It had arrived, and only the answer was lost.
    if (isMine) await settle(device, entry, { id: current.id, title: current.title });
    else await device.put('queue', { ...entry, state: 'conflict', conflict: { current } });
  } else await device.put('queue', { ...entry, state: 'refused', problem });
  return undefined;
}

/** The server has it: its files leave this device together with its values. */
async function settle(device: Device, entry: Entry, made: { id: string; title: string }): Promise<void> {
  const { problem: _, conflict: __, ...rest } = entry;
  const tx = device.transaction(['queue', 'files'], 'readwrite');
  const now = await tx.objectStore('queue').get(entry.id);
  // Changed again in the meantime: what is newer still waits.
  if (now && now.at !== entry.at) return tx.done;
  const sentAt = new Date().toISOString();
  await Promise.all([
    tx.objectStore('queue').put({ ...rest, state: 'sent', made, sentAt, values: {}, shown: {} }),
    ...entry.files.map((id) => tx.objectStore('files').delete(id)),
  ]);
  await tx.done;
}

/** Are they the same to the server? Links and files count by their ids. */
const isAlike = (a: Json, b: Json): boolean => sameJson(byId(a), byId(b));
function byId(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(byId);
  if (typeof value !== 'object' || value === null) return value;
  const { id } = value as { readonly id?: Json };
  return typeof id === 'string' ? id : value;
}

/** Values with the server's ids of files in place of this device's. */
export function renamed(values: Values, names: ReadonlyMap<string, string>): Values {
  const walk = (value: Json): Json => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return (value as readonly Json[]).map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return names.size === 0 ? values : (walk(values) as Values);
}

async function forgetOld(device: Device): Promise<void> {
  const sent = (await entriesOf(device)).filter(({ state }) => state === 'sent').reverse();
  const old = sent.filter(({ sentAt = '' }, index) => index >= MOST_SENT || Date.now() - Date.parse(sentAt) > SENT_MS);
  await Promise.all(old.map(({ id }) => device.delete('queue', id)));
}

// ---- one at a time ----------------------------------------------------------------------------------------------------
export const lockName = (person: string): string => `trellis-sync-${person}`;

/**
 * Runs `fn` while no other tab (nor the service worker) sends. Where browsers have no locks, the server's keys alone see
 * to it that nothing is made twice.
 * @param patience milliseconds; undefined: not at all, when somebody else is at it
 */
export async function alone<T>(person: string, fn: () => Promise<T>, patience?: number): Promise<T | undefined> {
  if (typeof navigator === 'undefined' || !navigator.locks) return fn();
  if (patience === undefined) {
    return navigator.locks.request(lockName(person), { ifAvailable: true }, (lock) => (lock ? fn() : undefined));
  }
  try {
    const granted = { signal: AbortSignal.timeout(patience) };
    return await navigator.locks.request(lockName(person), granted, fn);
  } catch (error) {
    if (error instanceof DOMException && /Timeout|Abort/.test(error.name)) return undefined;
    throw error;
  }
}

/** Sends all that waits of this person, unless another tab does. @returns undefined when another one is at it */
export const syncNow = (person: string, send: Send = sendByFetch(person)): Promise<SyncEnd | undefined> =>
  alone(person, async () => syncQueue(await deviceOf(person), person, send));
