'use client';
import { Anchor, Select, Text as Words } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { nameFrom } from '@/components/builder/documents/documents';
import { NewDocument } from '@/components/builder/NewDocument';
import { call, useRead } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { Text } from '@/engine/kernel/text';
import { newFlow } from './flowTypes';

/** Asks what the flow is called and which records it is about; then the canvas opens with a first approval on it. */
export function NewFlow({ entity: given }: { entity?: string | undefined }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const router = useRouter();
  const { data } = useRead('document.list', { kind: 'entity' });
  const [entity, setEntity] = useState<string | null>(given ?? null);
  const [isMissing, setMissing] = useState(false);
  const choices = (data?.documents ?? []).filter((one) => one.package !== 'platform');

  const begin = async (label: Text, taken: ReadonlySet<string>) => {
    if (!entity) return setMissing(true);
    // A name in Chinese only has no letters for an API name: the entity's are used.
    const name = nameFrom(label.en || `${entity}_flow`, taken, 'flow');
    await call('document.save', { document: newFlow(name, label, entity), base: 0 });
    router.push(paths.document('flow', name));
  };

  return (
    <NewDocument title={t('new')} text={t('newText')} kinds={['flow']} onBegin={begin}>
      <Select
        label={t('entity')}
        placeholder={t('chooseEntity')}
        error={isMissing && !entity ? t('chooseEntity') : undefined}
        withAsterisk
        searchable
        data={choices.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
        value={entity}
        onChange={setEntity}
      />
      {data && choices.length === 0 && (
        <Words size="sm" c="dimmed">
          {t('noEntities')}{' '}
          <Anchor component={Link} href="/build/entity/new" inherit>
            {t('newEntity')}
          </Anchor>
        </Words>
      )}
    </NewDocument>
  );
}
