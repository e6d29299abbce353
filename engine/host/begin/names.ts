/** API names of what is begun: Chinese in pinyin, and none that is in use. */
import { pinyin } from 'pinyin-pro';
import type { Host } from '../contract';

/** `客户名称` → `ke hu ming cheng`. On the server only: the dictionary weighs half a megabyte. */
export const romanize = (text: string): string =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(' ');

/** Names that entities and forms have, drafts included. */
export async function takenNames(host: Pick<Host, 'documents'>): Promise<ReadonlySet<string>> {
  const all = await Promise.all([host.documents.summaries('entity'), host.documents.summaries('form')]);
  return new Set(all.flat().map(({ name }) => name));
}
