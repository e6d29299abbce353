/** All words of the screens in one language, by area. One file per area and language: messages/<locale>/<area>.json. */
import type { Locale } from '@/engine/kernel/text';

const AREAS = [
  'shell',
  'record',
  'page',
  'view',
  'form',
  'builder',
  'flow',
  'report',
  'import',
  'admin',
  'auth',
  'types',
  'audit',
  'access',
  'plans',
  'boards',
  'fields',
  'filters',
  'schema',
  'lines',
  'formRules',
  'formBuilder',
  'layout',
  'links',
  'guest',
  'offline',
  'relations',
  'print',
  'versions',
] as const;
type Area = (typeof AREAS)[number];
export type Messages = { readonly [area: string]: unknown };

/** What a page needs on which guests fill in a form: its words come with it, and phones pay by the byte. */
export const GUEST_AREAS: readonly Area[] = [
  'shell',
  'form',
  'formRules',
  'fields',
  'lines',
  'types',
  'access',
  'layout',
  'guest',
];

export async function loadMessages(locale: Locale, areas: readonly Area[] = AREAS): Promise<Messages> {
  const parts = await Promise.all(
    areas.map((area) => import(`./messages/${locale}/${area}.json`) as Promise<{ default: unknown }>),
  );
  return Object.fromEntries(areas.map((area, index) => [area, parts[index]!.default]));
}
