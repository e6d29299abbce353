/** What a person does with the queue: put into it, correct, decide, discard. Each step is one transaction. */
import type { FieldView, RecordView } from '@/engine/kernel/api';
import { sameJson } from '@/engine/kernel/json';
import { tellChanged } from './changes';
import { sendByFetch, type Send } from './send';
import { deviceOf, type Entry, type Device, type Values } from './device';
import { alone, syncQueue } from './sync';

/** How long somebody who presses “send” waits for a sync that is under way, before the record waits in the queue. */
const TURN_MS = 5_000;
const CHANGE_MS = 60_000;

export type NewEntry = Pick<Entry, 'id' | 'kind' | 'entity' | 'form' | 'label' | 'title' | 'values' | 'shown'> &
  Partial<Pick<Entry, 'record' | 'base'>>;

/** Puts a record into the queue; one that is there already under the id is replaced. Files are found by their ids. */
export async function enqueue(device: Device, made: NewEntry): Promise<Entry> {
  const tx = device.transaction(['queue', 'files'], 'readwrite');
  const kept = new Set(await tx.objectStore('files').getAllKeys());
  const files = [...textsIn(made.values)].filter((text) => kept.has(text));
  const entry: Entry = { ...made, files, at: new Date().toISOString(), state: 'waiting' };
  await tx.objectStore('queue').put(entry);
  await tx.done;
  tellChanged();
  return entry;
}

/** All texts within a value: ids of files may lie anywhere, in line items too. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) yield* textsIn(item);
}

/**
 * Queues a record and tries to send it at once. Whatever happens from here on, it is neither lost nor doubled.
 * @returns the entry: `sent`, or still `waiting`; `refused` and `conflict` with what the server said
 * @throws what the browser throws when there is no room (QuotaExceededError)
 */
export async function sendOrKeep(person: string, made: NewEntry, send: Send = sendByFetch(person)): Promise<Entry> {
  const device = await deviceOf(person);
  const entry = await enqueue(device, made);
  if (typeof navigator !== 'undefined' && navigator.onLine === false) return entry;
  await alone(person, () => syncQueue(device, person, send, entry.id), TURN_MS);
  return (await device.get('queue', entry.id)) ?? entry;
}

/** Takes a refused record out of the queue, and leaves its files: the form it came from is still open. */
export async function takeBack(person: string, id: string): Promise<void> {
  await (await deviceOf(person)).delete('queue', id);
  tellChanged();
}

/** Sends a refused record again as it is. */
export async function again(person: string, id: string): Promise<void> {
  await change(person, id, ({ problem: _, ...entry }) => ({ ...entry, state: 'waiting' }));
}

/** Deletes a record that was not sent, with its files. */
export async function discard(person: string, id: string): Promise<void> {
  const device = await deviceOf(person);
  await alone(
    person,
    async () => {
      const tx = device.transaction(['queue', 'files'], 'readwrite');
      const entry = await tx.objectStore('queue').get(id);
      if (entry && entry.state !== 'sent') {
        await Promise.all(entry.files.map((file) => tx.objectStore('files').delete(file)));
        await tx.objectStore('queue').delete(id);
      }
      await tx.done;
    },
    CHANGE_MS,
  );
  tellChanged();
}

/** Empties the list of what was sent. */
export async function clearSent(person: string): Promise<void> {
  const device = await deviceOf(person);
  const tx = device.transaction('queue', 'readwrite');
  const sent = (await tx.objectStore('queue').getAll()).filter(({ state }) => state === 'sent');
  await Promise.all(sent.map(({ id }) => tx.objectStore('queue').delete(id)));
  await tx.done;
  tellChanged();
}

/** The fields of a change that somebody else changed as well, to something else. */
export function clashing({ shown, base = {} }: Entry, current: RecordView, fields: readonly FieldView[]): FieldView[] {
  const isChanged = (name: string): boolean => !sameJson(current[name] ?? null, base[name] ?? null);
  return fields.filter(({ name }) => Object.hasOwn(shown, name) && isChanged(name));
}

/** Decides a conflict: fields in `theirs` stay as they are stored, the others are sent on top of that. */
export async function decide(person: string, id: string, theirs: ReadonlySet<string>): Promise<void> {
  await change(person, id, ({ conflict, ...entry }) => {
    if (!conflict || !entry.record) return entry;
    const mine = (values: Values): Values =>
      Object.fromEntries(Object.entries(values).filter(([name]) => !theirs.has(name)));
    const record = { id: entry.record.id, rev: conflict.current.rev };
    return { ...entry, state: 'waiting', record, values: mine(entry.values), shown: mine(entry.shown) };
  });
}

async function change(person: string, id: string, how: (entry: Entry) => Entry): Promise<void> {
  const device = await deviceOf(person);
  await alone(
    person,
    async () => {
      const tx = device.transaction('queue', 'readwrite');
      const entry = await tx.objectStore('queue').get(id);
      if (entry && entry.state !== 'sent') await tx.objectStore('queue').put(how(entry));
      await tx.done;
    },
    CHANGE_MS,
  );
  tellChanged();
}
