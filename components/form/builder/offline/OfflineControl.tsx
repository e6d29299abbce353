'use client';
import { Stack, Switch, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { MOST_KEPT_RECORDS } from '@/components/offline/limits';
import { useSay } from '@/components/ui/say';
import { fieldItems } from '@/engine/form/layout';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from '../context';

const isList = ({ type, options }: FieldUse): boolean =>
  fieldType(type)?.target?.((options ?? {}) as never) !== undefined;

/** Whether the form works without a network, and what a device keeps for it. */
export function OfflineControl() {
  const t = useTranslations('offline.builder');
  const say = useSay();
  const { entity, form, run } = useBuilding();
  const used = new Set(form.sections.flatMap(fieldItems).map(({ field }) => field));
  const lists = entity.fields.filter((field) => used.has(field.name) && isList(field));
  return (
    <Stack gap={4} data-property="offline">
      <Switch
        size="xs"
        label={t('label')}
        description={t('help')}
        checked={form.offline ?? false}
        onChange={(event) =>
          run([{ do: 'changeForm', change: { offline: event.currentTarget.checked || undefined } }], 'form.offline')
        }
      />
      {form.offline && lists.length > 0 ? (
        <Text size="xs" c="dimmed">
          {t('kept', {
            fields: lists.map((field) => say(field.label, field.name)).join(', '),
            count: MOST_KEPT_RECORDS,
          })}
        </Text>
      ) : null}
    </Stack>
  );
}
