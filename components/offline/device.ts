/**
 * What a device keeps of a person, in a database of that person's own (IndexedDB): forms and records kept ahead, records
 * and files that wait to be sent, and what was sent. No React and no DOM: the service worker uses it too.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { UploadHow } from '@/components/lib/upload';
import type { ProblemJson, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';

export type Values = { readonly [field: string]: Json };

/**
 * - `waiting`: goes out as soon as there is a network. Leads to sent, refused or, for a change, to conflict.
 * - `refused`: the server said why; the person corrects it (waiting again) or discards it.
 * - `conflict`: somebody changed the same fields in the meantime; the person chooses (waiting again) or discards it.
 * - `sent`: the server has it; kept for the list of what was sent.
 */
export type EntryState = 'waiting' | 'refused' | 'conflict' | 'sent';

/** One record on its way to the server. */
export interface Entry {
  /** Of a new record: the key under which it is made once, however often it is sent. */
  readonly id: string;
  readonly kind: 'create' | 'update';
  readonly entity: string;
  readonly form: string;
  /** Of the entity. */
  readonly label: Text;
  /** What the record is called, as far as it is known here. */
  readonly title: string;
  /** When it was filled in, by the clock of this device (ISO). */
  readonly at: string;
  readonly state: EntryState;
  /** Ready to be written; files of this device by their own ids. */
  readonly values: Values;
  /** The same as the form shows it: links with titles, files with names. */
  readonly shown: Values;
  /** Ids of the files that wait on this device. */
  readonly files: readonly string[];
  /** Of a change: the record and the revision the person saw. */
  readonly record?: { readonly id: string; readonly rev: number };
  /** Of a change: what the fields held then. */
  readonly base?: Values;
  /** Why it was refused, in the server's sentences. */
  readonly problem?: ProblemJson;
  /** Of a conflict: what is stored now. */
  readonly conflict?: { readonly current: RecordView };
  readonly made?: { readonly id: string; readonly title: string };
  readonly sentAt?: string;
}

/** A file that waits on this device. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly how: UploadHow;
  /** When it was chosen or taken, by the clock of this device (ISO). */
  readonly at: string;
  readonly bytes: ArrayBuffer;
  /** The file on the server, and when it came there (ISO). */
  readonly sent?: { readonly id: string; readonly at: string };
}

/** Something encrypted with the person's key while they are signed out. */
export interface Sealed {
  readonly id: string;
  readonly list: 'queue' | 'files';
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  /** Of a file: its bytes. */
  readonly bytes?: { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };
}

interface Shape extends DBSchema {
  /** Answers of the server by name, with the instant they came (ISO). */
  kept: { key: string; value: { readonly at: string; readonly value: unknown } };
  queue: { key: string; value: Entry };
  files: { key: string; value: KeptFile };
  sealed: { key: string; value: Sealed };
}
export type Device = IDBPDatabase<Shape>;

const PREFIX = 'trellis-offline-';
const open = new Map<string, Promise<Device>>();

/** The database of a person; made when it is asked for the first time. Rejects where the browser keeps nothing. */
export function deviceOf(person: string): Promise<Device> {
  let known = open.get(person);
  if (!known) {
    known = openDB<Shape>(PREFIX + person, 1, {
      upgrade(db) {
        db.createObjectStore('kept');
        for (const name of ['queue', 'files', 'sealed'] as const) db.createObjectStore(name, { keyPath: 'id' });
      },
      blocking: () => forget(person),
      terminated: () => open.delete(person),
    });
    known.catch(() => open.delete(person));
    open.set(person, known);
  }
  return known;
}

function forget(person: string): void {
  const known = open.get(person);
  open.delete(person);
  void known?.then((device) => device.close());
}

/** An answer kept ahead, and when it came. */
export async function readKept<T>(device: Device, name: string): Promise<{ at: string; value: T } | undefined> {
  return (await device.get('kept', name)) as { at: string; value: T } | undefined;
}
export const keep = (device: Device, name: string, value: unknown, at = new Date().toISOString()) =>
  device.put('kept', { at, value }, name);

/** All entries, the oldest first. */
export const entriesOf = async (device: Device): Promise<readonly Entry[]> =>
  (await device.getAll('queue')).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

// ---- who is here ------------------------------------------------------------------------------------------------------
const DEVICE = 'trellis-device';
const openHere = () =>
  openDB<{ here: { key: string; value: string } }>(DEVICE, 1, { upgrade: (db) => void db.createObjectStore('here') });

/** Whose device it is at the moment: the id of the person who signed in last and did not sign out. */
export async function personHere(): Promise<string | undefined> {
  const db = await openHere();
  try {
    return await db.get('here', 'person');
  } finally {
    db.close();
  }
}
export async function setPersonHere(person: string | undefined): Promise<void> {
  const db = await openHere();
  try {
    if (person === undefined) await db.delete('here', 'person');
    else await db.put('here', person, 'person');
  } finally {
    db.close();
  }
}
