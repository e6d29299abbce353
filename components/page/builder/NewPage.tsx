'use client';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { nameFrom, newDocumentId } from '@/components/builder/documents/documents';
import { NewDocument } from '@/components/builder/NewDocument';
import { call, useRead } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { Text } from '@/engine/kernel/text';

/** Asks what the page is called and whose records it shows; it begins as the page the entity has by itself. */
export function NewPage({ entity: given }: { readonly entity?: string | undefined }) {
  const t = useTranslations('page.build');
  const say = useSay();
  const router = useRouter();
  const { data } = useRead('document.list', { kind: 'entity' });
  const [entity, setEntity] = useState<string | null>(given ?? null);
  const [isMissing, setMissing] = useState(false);
  const choices = (data?.documents ?? []).filter((one) => one.package !== 'platform' && one.version !== null);

  const begin = async (label: Text, taken: ReadonlySet<string>) => {
    if (!entity) return setMissing(true);
    const { page } = await call('page.default', { entity });
    const name = nameFrom(label.en || entity, taken, 'page');
    await call('document.save', { document: { ...page, id: newDocumentId('page'), name, label }, base: 0 });
    router.push(paths.document('page', name));
  };
  return (
    <NewDocument title={t('newTitle')} text={t('newText')} kinds={['page']} onBegin={begin}>
      <Select
        label={t('entity')}
        error={isMissing && !entity ? t('newTitle') : undefined}
        withAsterisk
        searchable
        data={choices.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
        value={entity}
        onChange={setEntity}
      />
    </NewDocument>
  );
}
