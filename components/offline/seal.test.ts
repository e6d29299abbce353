/** Several people at one device: nobody reads or sends what another one left. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { deviceOf, type Device } from './device';
import { enqueue } from './queue';
import { AT, photo, Server, visit } from './queue.testkit';
import { keepKey, seal, unseal } from './seal';
import { syncQueue } from './sync';

const person = 'ann';
let [device, server]: [Device, Server] = [undefined as never, new Server()];
beforeEach(async () => {
  device = await deviceOf(person);
  await Promise.all((['queue', 'files'] as const).map((name) => device.clear(name)));
  server = new Server();
});
const sync = () => syncQueue(device, person, server);
const stateOf = async (id: string) => (await device.get('queue', id))?.state;

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
    await enqueue(device, visit('v1', { name: 'Confidential', photos: [await photo(device, 'a')] }));
    await photo(device, 'of no record');
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
