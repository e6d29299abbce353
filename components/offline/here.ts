'use client';
/** What screens know of the network and of what waits on this device. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { onChanged } from './changes';
import { entriesOf, readKept, deviceOf, type Entry, type Device } from './device';

/** Can this browser keep anything? Without TLS it offers neither a worker nor the means to seal what waits. */
export const canKeep = (): boolean =>
  typeof indexedDB !== 'undefined' && globalThis.isSecureContext && typeof crypto.subtle !== 'undefined';

const listen = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};
/** Whether the browser says that there is no network. On the server: there is one. */
export const useIsOffline = (): boolean =>
  useSyncExternalStore(
    listen,
    () => !navigator.onLine,
    () => false,
  );

/** Something of what is kept, read again whenever it changes; undefined until it was read. */
function useStored<T>(person: string, read: (device: Device) => Promise<T>): T | undefined {
  const [found, setFound] = useState<T>();
  useEffect(() => {
    if (!canKeep()) return undefined;
    let isGone = false;
    const load = () =>
      void deviceOf(person)
        .then(read)
        .then((value) => isGone || setFound(value))
        // A private window keeps nothing: there is nothing to show.
        .catch(() => undefined);
    load();
    const stop = onChanged(load);
    return () => {
      isGone = true;
      stop();
    };
  }, [person, read]);
  return found;
}

/** What waits, was refused or sent on this device, the oldest first. */
export const useEntries = (person: string): readonly Entry[] | undefined => useStored(person, entriesOf);

const readAt = (name: string) => async (device: Device) => (await readKept<unknown>(device, name))?.at ?? null;
const formsAt = readAt('forms');
/** When forms and records were kept ahead last (ISO); null: never. */
export const useKeptAt = (person: string): string | null | undefined => useStored(person, formsAt);
