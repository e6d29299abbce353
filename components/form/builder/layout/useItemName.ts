'use client';
import { useSay } from '@/components/ui/say';
import type { LayoutItem } from '@/engine/kernel/documents.generated';
import { isText } from '@/components/builder/labels';
import { itemType } from '../../runtime/items';

const LONGEST = 40;

/** What an item that is no field is called: its kind, and the first words it says. */
export function useItemName(): (item: LayoutItem) => string {
  const say = useSay();
  return (item) => {
    const kind = say(itemType(item.type)?.label, item.type);
    const words = say(Object.values(item.options ?? {}).find(isText))
      .replace(/\s+/g, ' ')
      .trim();
    return words === '' ? kind : `${kind}: ${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}`;
  };
}
