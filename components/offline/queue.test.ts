/** Records filled in without a network: each arrives once, whatever happens on the way, and nothing of it stays behind. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FileView, ProblemJson, RecordView } from '@/engine/kernel/api';
import { again, clashing, clearSent, decide, discard, enqueue, sendOrKeep, type NewEntry } from './queue';
import { keepKey, seal, unseal } from './seal';
import { verdict, type Answer, type Send } from './send';
import { entriesOf, deviceOf, type Entry, type KeptFile, type Device, type Values } from './device';
import { renamed, syncQueue } from './sync';

const text = (en: string) => ({ 'zh-CN': en, en });
const refusal = (status: number, more: Partial<ProblemJson> = {}): ProblemJson => ({
  type: 'about:blank',
  status,
  title: 'no',
  detail: 'Fill in “Name”.',
  code: 'record.required',
  problems: [],
  ...more,
});

/** What goes wrong with a request: it never arrives, only its answer is lost, or the device dies after it. */
type Fault = 'lost' | 'answerLost' | 'killed';
class Killed extends Error {}

/** A server that makes files and records once for each key, reached through a network that fails as told. */
class Server implements Send {
  readonly files = new Map<string, string>();
  readonly records = new Map<string, Values>();
  readonly faults: (Fault | undefined)[] = [];
  who = 'ann';
  refuse: ProblemJson | undefined;

  async #go<T>(fn: () => Answer<T>): Promise<Answer<T>> {
    await Promise.resolve();
    const fault = this.faults.shift();
    if (fault === 'lost') return { is: 'lost' };
    const answer = fn();
    if (fault === 'killed') throw new Killed();
    return fault === 'answerLost' ? { is: 'lost' } : answer;
  }
  person = () => Promise.resolve({ is: 'ok' as const, value: this.who });
  upload = ({ id, name }: KeptFile) =>
    this.#go((): Answer<FileView> => {
      if (!this.files.has(id)) this.files.set(id, `server-${this.files.size}`);
      return { is: 'ok', value: { id: this.files.get(id)!, name, size: 1, mime: 'image/jpeg' } };
    });
  write = ({ id }: Entry, values: Values) =>
    this.#go((): Answer<RecordView> => {
      if (this.refuse) return { is: 'refused', problem: this.refuse };
      if (!this.records.has(id)) this.records.set(id, values);
      return { is: 'ok', value: { id: `record-${id}`, title: 'Made', rev: 1 } as unknown as RecordView };
    });
}

let [device, server, count]: [Device, Server, number] = [undefined as never, new Server(), 0];
let person = '';
beforeEach(async () => {
  count += 1;
  person = `ann-${count}`;
  device = await deviceOf(person);
  server = new Server();
  server.who = person;
});

const photo = async (id: string): Promise<string> => {
  const bytes = new TextEncoder().encode(`photo ${id}`).buffer as ArrayBuffer;
  await device.put('files', { id, name: `${id}.jpg`, type: 'image/jpeg', how: { from: 'camera' }, at: AT, bytes });
  return id;
};
const AT = '2026-11-01T02:00:00.000Z';
const visit = (id: string, values: Values = { name: id }): NewEntry => ({
  id,
  kind: 'create',
  entity: 'visit',
  form: 'visit',
  label: text('Visit'),
  title: id,
  values,
  shown: values,
});
const sync = (only?: string) => syncQueue(device, person, server, only);
const stateOf = async (id: string) => (await device.get('queue', id))?.state;

describe('a record with photos', () => {
  it('waits with them, goes out with the server’s names for them, and leaves nothing behind', async () => {
    await enqueue(
      device,
      visit('v1', { name: 'Shelf', photos: [await photo('a')], lines: [{ proof: [await photo('b')] }] }),
    );
    await photo('of another form');
    server.faults.push(undefined, 'lost');
    expect(await sync()).toBe('lost');
    expect(await stateOf('v1')).toBe('waiting');
    expect(await sync()).toBe('done');
    expect([...server.records.values()]).toEqual([
      { name: 'Shelf', photos: ['server-0'], lines: [{ proof: ['server-1'] }] },
    ]);
    expect(await device.get('queue', 'v1')).toMatchObject({ state: 'sent', made: { title: 'Made' }, values: {} });
    expect(await device.getAllKeys('files')).toEqual(['of another form']);
  });

  it('sends a photo again that lay on the server longer than the server keeps it', async () => {
    await enqueue(device, visit('v1', { photos: [await photo('a')] }));
    const file = (await device.get('files', 'a'))!;
    await device.put('files', { ...file, sent: { id: 'forgotten', at: AT } });
    await sync();
    expect(server.records.get('v1')).toEqual({ photos: ['server-0'] });
  });
});

/** Any order of submitting, losing the network, being killed and trying again. */
describe('property: whatever happens', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('submit' as const), photos: fc.nat(2) }),
    fc.record({ do: fc.constant('again' as const), which: fc.nat(3) }),
    fc.record({
      do: fc.constant('sync' as const),
      faults: fc.array(fc.constantFrom<Fault | undefined>(undefined, undefined, 'lost', 'answerLost', 'killed')),
    }),
    fc.constant({ do: 'twoTabs' as const }),
  );
  it('each record and each photo arrives once, and the queue ends empty', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        await Promise.all((['queue', 'files'] as const).map((name) => device.clear(name)));
        server = new Server();
        server.who = person;
        const submitted = new Map<string, Values>();
        let photos = 0;
        for (const one of steps) {
          if (one.do === 'submit') {
            const id = `v${submitted.size}`;
            const own: string[] = [];
            for (let n = 0; n < one.photos; n += 1) own.push(await photo(`p${photos++}`));
            submitted.set(id, { name: id, photos: own });
            await enqueue(device, visit(id, submitted.get(id)));
          }
          // The draft outlived a crash, and the person pressed “send” once more.
          const repeated = one.do === 'again' ? `v${one.which}` : '';
          if (submitted.has(repeated) && (await stateOf(repeated)) === 'waiting') {
            await enqueue(device, visit(repeated, submitted.get(repeated)));
          }
          if (one.do === 'sync') {
            server.faults.splice(0, Infinity, ...one.faults);
            await sync().catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
            server.faults.length = 0;
          }
          // Where a browser has no locks, nothing keeps two tabs from sending at once.
          if (one.do === 'twoTabs') await Promise.all([sync(), sync()]);
        }
        expect(await sync()).toBe('done');
        expect([...server.records.keys()].sort()).toEqual([...submitted.keys()].sort());
        expect(server.files.size).toBe(photos);
        for (const [id, values] of submitted) {
          const named = (values.photos as string[]).map((name) => server.files.get(name));
          expect(server.records.get(id)).toEqual({ name: id, photos: named });
        }
        expect((await entriesOf(device)).every(({ state }) => state === 'sent')).toBe(true);
        expect(await device.count('files')).toBe(0);
      }),
      { numRuns: Number(process.env.OFFLINE_RUNS ?? 60) },
    );
  });
});

describe('what the server refuses', () => {
  it('stays with its sentence and its photos, holds up no other record, and goes out when corrected', async () => {
    await enqueue(device, visit('bad', { photos: [await photo('a')] }));
    server.refuse = refusal(422);
    await sync();
    server.refuse = undefined;
    await enqueue(device, visit('good'));
    expect(await sync()).toBe('done');
    expect([await stateOf('bad'), await stateOf('good')]).toEqual(['refused', 'sent']);
    expect((await device.get('queue', 'bad'))!.problem!.detail).toBe('Fill in “Name”.');
    expect(await device.count('files')).toBe(1);
    await again(person, 'bad');
    await sync();
    expect(server.records.size).toBe(2);
  });

  it('is deleted with its photos when the person says so; what was sent is only taken off the list', async () => {
    await enqueue(device, visit('v1', { photos: [await photo('a')] }));
    await discard(person, 'v1');
    expect([await device.count('queue'), await device.count('files')]).toEqual([0, 0]);
    await sendOrKeep(person, visit('v2'), server);
    await discard(person, 'v2');
    expect(await stateOf('v2')).toBe('sent');
    await clearSent(person);
    expect(await device.count('queue')).toBe(0);
  });

  it('“too many”, “too early” and the server’s own faults are no refusal', () => {
    expect([429, 408, 500, 503].map((status) => verdict(status, refusal(status)).is)).toEqual(Array(4).fill('lost'));
    expect([verdict(401, refusal(401)).is, verdict(403, refusal(403)).is]).toEqual(['signedOut', 'refused']);
  });
});

describe('a change of a record', () => {
  const changed = (shown: Values): NewEntry => ({
    ...visit('visit:r1', shown),
    kind: 'update',
    record: { id: 'r1', rev: 3 },
    base: { note: 'old', rating: 1 },
  });
  const current = { id: 'r1', rev: 5, title: 'R', note: 'theirs', rating: 1 } as unknown as RecordView;
  const fields = ['note', 'rating'].map((name) => ({ name })) as never;

  it('that somebody else changed too is decided by the person, field by field', async () => {
    await enqueue(device, changed({ note: 'mine', rating: 4 }));
    server.refuse = refusal(409, { current });
    await sync();
    const entry = (await device.get('queue', 'visit:r1'))!;
    expect(entry.state).toBe('conflict');
    expect(clashing(entry, current, fields).map(({ name }) => name)).toEqual(['note']);
    await decide(person, 'visit:r1', new Set(['note']));
    server.refuse = undefined;
    await sync();
    expect(server.records.get('visit:r1')).toEqual({ rating: 4 });
  });

  it('that had arrived, with only its answer lost, is no conflict', async () => {
    await enqueue(device, changed({ note: 'theirs' }));
    server.refuse = refusal(409, { current });
    await sync();
    expect(await stateOf('visit:r1')).toBe('sent');
  });
});

describe('several people at one device', () => {
  const KEY = btoa('k'.repeat(32));
  it('what one left is never sent in the name of another', async () => {
    await enqueue(device, visit('v1'));
    server.who = 'bob';
    expect(await sync()).toBe('signedOut');
    expect(server.records.size).toBe(0);
    expect(await stateOf('v1')).toBe('waiting');
  });

  it('signed out, nothing can be read; signed in again, all that waited is back, byte for byte', async () => {
    await keepKey(device, KEY);
    await enqueue(device, visit('v1', { name: 'Confidential', photos: [await photo('a')] }));
    await photo('of no record');
    await device.put('kept', { at: AT, value: 'forms' }, 'forms');
    const before = [await device.getAll('queue'), await device.get('files', 'a')];
    expect(await seal(device)).toBe(1);
    expect([await device.count('kept'), await device.count('queue'), await device.count('files')]).toEqual([0, 0, 0]);
    const rest = (await device.getAll('sealed')).map(({ data, bytes }) => [data, bytes?.data].map(readable).join());
    expect(rest.join()).not.toMatch(/Confidential|photo a/);
    // Without the key, and with another one, it stays as it is.
    expect(await unseal(device)).toBe(0);
    await keepKey(device, btoa('x'.repeat(32)));
    await expect(unseal(device)).rejects.toThrow();
    await keepKey(device, KEY);
    expect(await unseal(device)).toBe(1);
    expect([await device.getAll('queue'), await device.get('files', 'a')]).toEqual(before);
    expect(await device.count('sealed')).toBe(0);
  });
  const readable = (data: ArrayBuffer | undefined): string => (data ? Buffer.from(data).toString('latin1') : '');
});

it('only ids of this device’s files are renamed, wherever they lie', () => {
  const names = new Map([['a', 'A']]);
  expect(renamed({ x: 'a', y: [{ z: ['a', 'b'] }], n: 1, e: null }, names)).toEqual({
    x: 'A',
    y: [{ z: ['A', 'b'] }],
    n: 1,
    e: null,
  });
});
