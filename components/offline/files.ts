'use client';
/** Photos and other files that were added without a network: kept on this device until the record that holds them is sent. */
import { useEffect, useState } from 'react';
import { filePath, setFileKeeper } from '@/components/lib/upload';
import type { FileView } from '@/engine/kernel/api';
import { personHere, deviceOf } from './device';

/** A file on this device looks like one of the server's; `waits` tells them apart. */
export type WaitingFile = FileView & { readonly waits?: true };
export const isWaiting = (file: FileView): boolean => (file as WaitingFile).waits === true;

/** While a form that works offline is on the screen, files that cannot be sent are kept. */
export function useKeptFiles(person: string, isOn: boolean): void {
  useEffect(() => {
    if (!isOn || typeof indexedDB === 'undefined') return undefined;
    return setFileKeeper(async (file, how, key): Promise<WaitingFile> => {
      const device = await deviceOf(person);
      const bytes = await file.arrayBuffer();
      await device.put('files', {
        id: key,
        name: file.name,
        type: file.type,
        how,
        at: new Date().toISOString(),
        bytes,
      });
      return { id: key, name: file.name, size: file.size, mime: file.type, waits: true };
    });
  }, [person, isOn]);
}

/** Where the picture of a file is: on the server, or on this device. Empty until that is known. */
export function useFileSource(file: FileView): string {
  const [local, setLocal] = useState('');
  const waits = isWaiting(file);
  useEffect(() => {
    if (!waits) return undefined;
    let url: string | undefined;
    let isGone = false;
    void bytesOf(file.id).then((blob) => {
      if (isGone || !blob) return;
      url = URL.createObjectURL(blob);
      setLocal(url);
    });
    return () => {
      isGone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [file.id, waits]);
  return waits ? local : filePath(file.id);
}

async function bytesOf(id: string): Promise<Blob | undefined> {
  const person = await personHere().catch(() => undefined);
  const file = person === undefined ? undefined : await (await deviceOf(person)).get('files', id);
  return file && new Blob([file.bytes], { type: file.type });
}
