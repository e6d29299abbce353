/** Records filled in without a network: each arrives once, whatever happens on the way, and nothing of it stays behind. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RecordView } from '@/engine/kernel/api';
import { again, clashing, clearSent, decide, discard, enqueue, sendOrKeep, type NewEntry } from './queue';
import { AT, Killed, photo, refusal, Server, visit, type Fault } from './queue.testkit';
import { verdict } from './send';
import { deviceOf, entriesOf, type Device, type Values } from './device';
import { renamed, syncQueue } from './sync';

let [device, server, count]: [Device, Server, number] = [undefined as never, new Server(), 0];
let person = '';
beforeEach(async () => {
  count += 1;
  person = `ann-${count}`;
  device = await deviceOf(person);
  server = new Server();
  server.who = person;
});

const sync = (only?: string) => syncQueue(device, person, server, only);
const stateOf = async (id: string) => (await device.get('queue', id))?.state;

describe('a record with photos', () => {
  it('waits with them, goes out with the server’s names for them, and leaves nothing behind', async () => {
    await enqueue(
      device,
      visit('v1', {
        name: 'Shelf',
        photos: [await photo(device, 'a')],
        lines: [{ proof: [await photo(device, 'b')] }],
      }),
    );
    await photo(device, 'of another form');
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
    await enqueue(device, visit('v1', { photos: [await photo(device, 'a')] }));
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
            for (let n = 0; n < one.photos; n += 1) own.push(await photo(device, `p${photos++}`));
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
    await enqueue(device, visit('bad', { photos: [await photo(device, 'a')] }));
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
    await enqueue(device, visit('v1', { photos: [await photo(device, 'a')] }));
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

it('only ids of this device’s files are renamed, wherever they lie', () => {
  const names = new Map([['a', 'A']]);
  expect(renamed({ x: 'a', y: [{ z: ['a', 'b'] }], n: 1, e: null }, names)).toEqual({
    x: 'A',
    y: [{ z: ['A', 'b'] }],
    n: 1,
    e: null,
  });
});
