/** The menu of a package as the builder handles it. Pure. */
import type { PackageDocument } from '@/engine/kernel/documents.generated';

export type MenuGroup = PackageDocument['menu'][number];
export type MenuItem = MenuGroup['items'][number];
export const KINDS = ['entity', 'dashboard', 'report'] as const;

/** `entity/order`: what an item opens. */
export const itemId = (item: MenuItem): string => {
  const kind = KINDS.find((one) => item[one] !== undefined);
  return kind ? `${kind}/${item[kind]}` : '';
};
export function itemOf(id: string): MenuItem {
  const at = id.indexOf('/');
  const kind = KINDS.find((one) => one === id.slice(0, at));
  return kind ? { [kind]: id.slice(at + 1) } : {};
}
/** The menu with an item at the end of its last group. */
export function addItem(menu: readonly MenuGroup[], item: MenuItem): MenuGroup[] {
  const last = menu.at(-1);
  return last ? [...menu.slice(0, -1), { ...last, items: [...last.items, item] }] : [{ items: [item] }];
}
