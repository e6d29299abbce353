'use client';
/** Uploads a file with progress. XMLHttpRequest, because fetch does not tell how much was sent. */
import type { FileView, ProblemJson } from '@/engine/kernel/api';
import { CallError } from './call';
import { door } from './door';
import { randomId } from './id';

export interface UploadHow {
  /** A file to import may be larger. */
  readonly for?: 'import';
  /** How a photo or a signature came about; the server keeps it as evidence. */
  readonly from?: 'camera' | 'album' | 'pen' | 'typed';
  /** When, by the clock of the device: an instant, or local time as a camera writes it. */
  readonly taken?: string;
  /** What was typed instead of drawn. */
  readonly typed?: string;
}

/**
 * Sends a file to `/api/v1/files`.
 * @param onProgress gets 0…100 as bytes leave.
 * @throws CallError with the server's sentence (too large, not allowed), or status 0 when the network is gone.
 */
export async function uploadFile(
  file: File,
  onProgress?: (percent: number) => void,
  signal?: AbortSignal,
  how: UploadHow = {},
): Promise<FileView> {
  if (!keeper) return post(file, onProgress, signal, how);
  // Kept under the key it was sent with: should it have arrived after all, it is not stored a second time.
  const key = randomId();
  try {
    return await post(file, onProgress, signal, { ...how, key });
  } catch (error) {
    if (!(error instanceof CallError) || error.status !== 0 || signal?.aborted) throw error;
    return keeper(file, how, key);
  }
}

/** Keeps a file on the device when the network is gone. */
type Keeper = (file: File, how: UploadHow, key: string) => Promise<FileView>;
let keeper: Keeper | undefined;
/** @returns the way to end it */
export function setFileKeeper(keep: Keeper): () => void {
  keeper = keep;
  return () => {
    if (keeper === keep) keeper = undefined;
  };
}

function post(
  file: File,
  onProgress: ((percent: number) => void) | undefined,
  signal: AbortSignal | undefined,
  how: UploadHow & { readonly key?: string },
): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (status: number, body: unknown) =>
      reject(
        new CallError(
          (body as ProblemJson | null) ?? {
            type: 'about:blank',
            status,
            title: 'network',
            detail: '',
            code: 'network',
            problems: [],
          },
        ),
      );
    request.open('POST', `${door().upload}?${new URLSearchParams({ name: file.name, ...how })}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(door().uploadHeaders())) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.((event.loaded / event.total) * 100);
    request.onload = () =>
      request.status < 300 ? resolve(request.response as FileView) : fail(request.status, request.response);
    request.onerror = () => fail(0, null);
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** Address of a stored file. */
export const filePath = (id: string): string => door().file(id);
