'use client';
import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { forgetConversion, usePending } from '@/components/plans/pending';
import { useSay } from '@/components/ui/say';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';

/** Says that the field will take values of others (or give its own) with the next publication, and takes that back. */
export function PendingFill({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('plans.split');
  const say = useSay();
  const { entity, publishedEntity } = useBuilding();
  const pending = usePending([entity], () => publishedEntity);
  const label = (id: string): string => {
    const found = [...entity.fields, ...(publishedEntity?.fields ?? [])].find((one) => one.id === id);
    return say(found?.label, id);
  };
  const own = pending.filter((one) => one.from && (one.field === field.id || one.from.includes(field.id)));
  return own.map((one) => (
    <Group key={one.field} gap={6} justify="space-between" wrap="nowrap" align="flex-start">
      <Text size="xs" c="dimmed">
        {t('fills', { to: label(one.field), from: (one.from ?? []).map((id) => `“${label(id)}”`).join('、') })}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={() => forgetConversion(entity.id, one.field)}>
        {t('undoFill')}
      </Button>
    </Group>
  ));
}
