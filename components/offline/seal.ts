/**
 * What of a person stays on a device after they signed out: only what waits to be sent, encrypted (AES-256-GCM) with a
 * key that the server gives to them alone. Signed in again, they find it as it was; nobody else can read it.
 */
import { entriesOf, keep, readKept, type Entry, type KeptFile, type Sealed, type Device } from './device';

const KEY = 'key';
const AES = 'AES-GCM';

/** Makes the person's key known to this device; it cannot be read out of the browser again. @param key base64 */
export async function keepKey(device: Device, key: string): Promise<void> {
  const bytes = Uint8Array.from(atob(key), (char) => char.charCodeAt(0));
  await keep(device, KEY, await crypto.subtle.importKey('raw', bytes, AES, false, ['encrypt', 'decrypt']));
}
const keyOf = async (device: Device): Promise<CryptoKey | undefined> => (await readKept<CryptoKey>(device, KEY))?.value;
export const hasKey = async (device: Device): Promise<boolean> => (await keyOf(device)) !== undefined;

/**
 * Encrypts what waits and deletes everything else of the person. Without a key nothing could have been kept ahead;
 * then nothing waits either.
 * @returns how many records wait
 */
export async function seal(device: Device): Promise<number> {
  const key = await keyOf(device);
  const waiting = (await entriesOf(device)).filter(({ state }) => state !== 'sent');
  const wanted = new Set(waiting.flatMap(({ files }) => files));
  const files = (await device.getAll('files')).filter(({ id }) => wanted.has(id));
  const sealed = key
    ? [
        ...(await Promise.all(waiting.map((entry) => sealEntry(key, entry)))),
        ...(await Promise.all(files.map((file) => sealFile(key, file)))),
      ]
    : [];
  // Encrypted first, then exchanged at once: a crash in between leaves either all of it or none.
  const tx = device.transaction(['kept', 'queue', 'files', 'sealed'], 'readwrite');
  await Promise.all([
    ...sealed.map((one) => tx.objectStore('sealed').put(one)),
    tx.objectStore('kept').clear(),
    tx.objectStore('queue').clear(),
    tx.objectStore('files').clear(),
  ]);
  await tx.done;
  return key ? waiting.length : 0;
}

/** Brings back what was sealed. A key that does not fit leaves it as it is. @returns how many records wait again */
export async function unseal(device: Device): Promise<number> {
  const key = await keyOf(device);
  const sealed = await device.getAll('sealed');
  if (!key || sealed.length === 0) return 0;
  const entries = await Promise.all(
    sealed.filter((one) => one.list === 'queue').map(async (one) => (await opened(key, one)) as Entry),
  );
  const files = await Promise.all(
    sealed
      .filter((one) => one.list === 'files')
      .map(async (one): Promise<KeptFile> => {
        const bytes = await crypto.subtle.decrypt({ name: AES, iv: one.bytes!.iv }, key, one.bytes!.data);
        return { ...((await opened(key, one)) as Omit<KeptFile, 'bytes'>), bytes };
      }),
  );
  const tx = device.transaction(['queue', 'files', 'sealed'], 'readwrite');
  await Promise.all([
    ...entries.map((entry) => tx.objectStore('queue').put(entry)),
    ...files.map((file) => tx.objectStore('files').put(file)),
    tx.objectStore('sealed').clear(),
  ]);
  await tx.done;
  return entries.length;
}

async function encrypt(key: CryptoKey, data: BufferSource) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: AES, iv }, key, data) };
}
const sealText = (key: CryptoKey, value: unknown) => encrypt(key, new TextEncoder().encode(JSON.stringify(value)));
const sealEntry = async (key: CryptoKey, entry: Entry): Promise<Sealed> => ({
  id: entry.id,
  list: 'queue',
  ...(await sealText(key, entry)),
});
async function sealFile(key: CryptoKey, { bytes, ...file }: KeptFile): Promise<Sealed> {
  return { id: file.id, list: 'files', ...(await sealText(key, file)), bytes: await encrypt(key, bytes) };
}
async function opened(key: CryptoKey, { iv, data }: Sealed): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: AES, iv }, key, data))) as unknown;
}
