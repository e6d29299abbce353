import { CallError } from '@/components/lib/call';
import type { FileView, ProblemJson } from '@/engine/kernel/api';

/**
 * Sends one file to `/api/v1/files`, telling how much has gone (0 … 1). XMLHttpRequest, for fetch does not tell.
 * Throws CallError; status 0 when the server cannot be reached.
 */
export function upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (body: Partial<ProblemJson>) =>
      reject(
        new CallError({
          type: 'about:blank',
          status: 0,
          title: '',
          detail: '',
          code: 'network',
          problems: [],
          ...body,
        }),
      );
    request.open('POST', `/api/v1/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => fail({});
    request.onload = () => {
      if (request.status < 300) resolve(request.response as FileView);
      else fail((request.response as ProblemJson | null) ?? { status: request.status });
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

export const filePath = (id: string): string => `/api/v1/files/${id}`;
