'use client';
import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { useColumns } from './useColumns';

/** Chooses the columns of a list. */
export function ColumnMenu(props: { columns: ReturnType<typeof useColumns>; titleField: string }) {
  const t = useTranslations('record');
  const say = useSay();
  const { fields, shown, toggle, reset } = props.columns;
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<Icon name="columns" size={14} />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ScrollArea.Autosize mah={360}>
          <Stack gap={6} p={4}>
            {fields.map((field) => (
              <Checkbox
                key={field.name}
                size="xs"
                label={say(field.label, field.name)}
                checked={shown.some((column) => column.name === field.name)}
                disabled={field.name === props.titleField}
                onChange={() => toggle(field.name)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Button mt="xs" size="compact-sm" variant="subtle" color="gray" fullWidth onClick={reset}>
          {t('columnsReset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
