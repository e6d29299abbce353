/** Which file of a record is its picture. Pure. */
import { isObject, type Json } from '@/engine/kernel/json';

/** Kinds the file door lets a browser show (engine/host/http/files.ts). */
const PICTURES: ReadonlySet<unknown> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export interface Picture {
  readonly id: string;
  readonly name: string;
}
/** The first picture among the files of a value; undefined when there is none. */
export function pictureOf(value: Json | undefined): Picture | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const item of value as readonly Json[]) {
    if (!isObject(item)) continue;
    const { id, name, mime } = item as { readonly [key: string]: Json };
    if (typeof id === 'string' && PICTURES.has(mime)) return { id, name: String(name ?? '') };
  }
  return undefined;
}

/** How many cards stand beside each other in so many pixels. */
export const cardsBeside = (width: number, least: number, gap: number): number =>
  Math.max(1, Math.floor((width + gap) / (least + gap)));
