import type { FileView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';

/** The files of a value: views, or bare ids of files whose names are not known here. */
export const filesOf = (value: Json): readonly FileView[] =>
  Array.isArray(value)
    ? (value as readonly Json[]).map((item) =>
        typeof item === 'string'
          ? { id: item, name: '', size: 0, mime: '' }
          : { size: 0, mime: '', name: '', ...(item as object as { id: string; title?: string }) },
      )
    : [];

export const fileName = (file: FileView & { title?: string }): string => file.name || file.title || '…';

export const fileSize = (bytes: number): string => {
  if (bytes <= 0) return '';
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
};

/** How a file is looked at; `other` can only be downloaded. The server shows nothing else inline either. */
export type Look = 'image' | 'pdf' | 'text' | 'other';
const IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const TEXTS = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/json', 'application/xml']);
export function lookOf({ mime }: FileView): Look {
  if (IMAGES.has(mime)) return 'image';
  if (mime === 'application/pdf') return 'pdf';
  return TEXTS.has(mime) ? 'text' : 'other';
}
