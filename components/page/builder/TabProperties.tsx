'use client';
import { Button, Group, Switch, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { changeTab, columnAs, moveTab, removeTab, rowsOf } from '@/engine/page/edit';
import { useBuilding } from './context';

/** A tab: its name and place. */
export function TabProperties({ id }: { readonly id: string }) {
  const t = useTranslations('page.build');
  const { page, put, select, openTab } = useBuilding();
  const at = page.tabs.findIndex((tab) => tab.id === id);
  const tab = page.tabs[at];
  if (!tab) return null;
  return (
    <>
      <TextInputs
        label={t('tabLabel')}
        isRequired
        autoFocus={false}
        value={tab.label}
        onChange={(label) => put(changeTab(page, id, { label }), `tab:${id}`)}
      />
      <Group gap={4}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={at === 0}
          leftSection={<IconArrowLeft size={13} />}
          onClick={() => put(moveTab(page, id, -1))}
        >
          {t('tabLeft')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={at === page.tabs.length - 1}
          leftSection={<IconArrowRight size={13} />}
          onClick={() => put(moveTab(page, id, 1))}
        >
          {t('tabRight')}
        </Button>
      </Group>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        disabled={page.tabs.length === 1}
        leftSection={<IconTrash size={14} />}
        onClick={() => {
          const next = page.tabs[at === 0 ? 1 : at - 1];
          put(removeTab(page, id));
          if (next) openTab(next.id);
          select(null);
        }}
      >
        {t('removeTab')}
      </Button>
    </>
  );
}

/** A row: which of its columns show their blocks one at a time. */
export function RowProperties({ id }: { readonly id: string }) {
  const t = useTranslations('page.build');
  const { page, put } = useBuilding();
  const row = rowsOf(page).find((one) => one.id === id);
  if (!row) return null;
  return (
    <>
      <Text fw={600} size="sm">
        {t('row')}
      </Text>
      {row.columns.map((column, index) => (
        <Switch
          key={index}
          size="xs"
          label={t('column', { n: index + 1 })}
          description={t('asTabs')}
          checked={column.as === 'tabs'}
          onChange={(event) => put(columnAs(page, id, index, event.currentTarget.checked ? 'tabs' : 'stack'))}
        />
      ))}
    </>
  );
}
