'use client';
import { Box, Group, Stack, Text } from '@mantine/core';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { EntityView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import classes from './record.module.css';

/** Who changed what, when and by which way; newest first. */
export function HistoryList(props: { entity: EntityView; id: string }) {
  const t = useTranslations('record');
  const say = useSay();
  const history = useRead('record.history', { entity: props.entity.name, id: props.id });
  if (history.isLoading) return <FormSkeleton fields={3} />;
  const value = (name: string, data: Json) => {
    const field = props.entity.fields.find((item) => item.name === name);
    if (isEmptyValue(data)) return <span>{t('history.empty')}</span>;
    return field ? <FieldDisplay field={field} value={data} isBrief /> : <span>{String(data)}</span>;
  };
  return (
    <Stack gap="md">
      <ProblemList error={history.error} />
      {(history.data?.entries ?? []).map((entry) => (
        <Group key={`${entry.rev}-${entry.op}`} align="flex-start" gap="xs" wrap="nowrap">
          <PersonAvatar size={22} name={entry.by?.title ?? '·'} />
          <Box miw={0} flex={1}>
            <Text size="sm">
              <b>{entry.by?.title ?? t('history.system')}</b> {t(`history.op.${entry.op}`)}
            </Text>
            <Group gap={6}>
              <RelativeTime at={entry.at} size="xs" c="dimmed" />
              {entry.door === 'screen' ? null : (
                <Text size="xs" c="dimmed">
                  {t(`history.door.${entry.door}`)}
                </Text>
              )}
            </Group>
            {entry.op === 'update' ? (
              <Stack gap={2} mt={4}>
                {entry.changes.map((change) => (
                  <Text key={change.field} size="sm" component="div" className={classes.change}>
                    <Text span c="dimmed" size="sm">
                      {say(change.label, change.field)}
                      {': '}
                    </Text>
                    <Text span c="dimmed" td="line-through" size="sm">
                      {value(change.field, change.before)}
                    </Text>
                    {' → '}
                    {value(change.field, change.after)}
                  </Text>
                ))}
              </Stack>
            ) : null}
          </Box>
        </Group>
      ))}
    </Stack>
  );
}
