'use client';
import { useTranslations } from 'use-intl';
import type { Present } from '@/engine/kernel/api';

/** Beside a field: who else has it under the cursor right now. */
export function useEditors(people: readonly Present[]): (field: string) => string | null {
  const t = useTranslations('page.presence');
  return (field) => {
    const names = people.filter((one) => !one.isMe && one.field === field).map((one) => one.person.title);
    return names.length > 0 ? t('editsThis', { names: names.join('、') }) : null;
  };
}
