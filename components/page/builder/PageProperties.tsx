'use client';
import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { findBlock } from '@/engine/page/edit';
import { BlockProperties } from './BlockProperties';
import { useBuilding } from './context';
import { HeaderProperties } from './HeaderProperties';
import { PageContext } from './pageContext';
import { PageSettings } from './PageSettings';
import { RowProperties, TabProperties } from './TabProperties';

/** The properties of what is selected; of the page when nothing is. */
export function PageProperties() {
  const { page } = useBuilding();
  return (
    <PageContext value={{ entity: page.entity, form: page.form }}>
      <Stack p="md" gap="md">
        <OfSelected />
      </Stack>
    </PageContext>
  );
}

function OfSelected() {
  const t = useTranslations('page.build');
  const { page, selected } = useBuilding();
  if (selected?.is === 'block') {
    const found = findBlock(page, selected.id);
    return found ? <BlockProperties key={found.block.id} block={found.block} /> : null;
  }
  if (selected?.is === 'header') return <HeaderProperties />;
  if (selected?.is === 'tab') return <TabProperties id={selected.id} />;
  if (selected?.is === 'row') return <RowProperties id={selected.id} />;
  return (
    <>
      <PageSettings />
      <Text size="xs" c="dimmed">
        {t('select')}
      </Text>
    </>
  );
}
