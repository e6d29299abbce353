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
  'offline',
] as const;
export type Messages = { readonly [area: string]: unknown };

export async function loadMessages(locale: Locale): Promise<Messages> {
  const parts = await Promise.all(
    AREAS.map((area) => import(`./messages/${locale}/${area}.json`) as Promise<{ default: unknown }>),
  );
  return Object.fromEntries(AREAS.map((area, index) => [area, parts[index]!.default]));
}
