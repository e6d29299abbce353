/** Which file of a record is its picture. Pure. */
import { isObject, type Json } from '@/engine/kernel/json';

/** Kinds the file door lets a browser show; lists name files by their titles only. */
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;

export interface Picture {
  readonly id: string;
  readonly name: string;
}
/** The first picture among the files of a value; undefined when there is none. */
export function pictureOf(value: Json | undefined): Picture | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const item of value as readonly Json[]) {
    if (!isObject(item) || typeof item.id !== 'string') continue;
    const name = [item.title, item.name].find((one) => typeof one === 'string') as string | undefined;
    if (name !== undefined && PICTURE.test(name.trim())) return { id: item.id, name };
  }
  return undefined;
}

/** How many cards stand beside each other in so many pixels. */
export const cardsBeside = (width: number, least: number, gap: number): number =>
  Math.max(1, Math.floor((width + gap) / (least + gap)));
