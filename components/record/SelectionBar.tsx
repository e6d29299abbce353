'use client';
import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import { useDelete } from './useDelete';
import classes from './record.module.css';

/** What can be done with the rows that were ticked. Nothing while none is. */
export function SelectionBar(props: {
  entity: EntityView;
  records: readonly RecordView[];
  onChange: (left: ReadonlySet<string>) => void;
}) {
  const t = useTranslations('record');
  const remove = useDelete(props.entity);
  const [isBusy, setBusy] = useState(false);
  const { records } = props;
  if (records.length === 0) return null;
  const deleteAll = async () => {
    setBusy(true);
    const gone = await remove(records);
    setBusy(false);
    props.onChange(new Set(records.map((record) => record.id).filter((id) => !gone.has(id))));
  };
  return (
    <Paper className={classes.selection} role="region" aria-label={t('selection.title')} shadow="md">
      <Group gap="sm">
        <Text size="sm" fw={500} aria-live="polite">
          {t('selection.count', { count: records.length })}
        </Text>
        <Button
          size="compact-sm"
          color="red"
          variant="light"
          loading={isBusy}
          leftSection={<Icon name="trash" size={14} />}
          onClick={() => void deleteAll()}
        >
          {t('delete')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => props.onChange(new Set())}>
          {t('selection.clear')}
        </Button>
      </Group>
    </Paper>
  );
}
