'use client';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import { ChangeLine } from './ChangeLine';
import { useTimeline } from './Timeline';
import classes from '../page.module.css';

/** Who changed one field, when, from what to what, by which door. `field` null: closed. */
export function FieldHistory(props: {
  readonly entity: EntityView;
  readonly record: string;
  readonly field: FieldView | null;
  readonly onClose: () => void;
}) {
  const t = useTranslations('page.fieldHistory');
  const say = useSay();
  const { field } = props;
  return (
    <Modal
      opened={field !== null}
      onClose={props.onClose}
      title={field ? t('title', { label: say(field.label, field.name) }) : ''}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {field ? <Changes entity={props.entity} record={props.record} field={field} /> : null}
    </Modal>
  );
}

function Changes(props: { readonly entity: EntityView; readonly record: string; readonly field: FieldView }) {
  const t = useTranslations('page.fieldHistory');
  const words = useTranslations('page.timeline');
  const { entity, record, field } = props;
  const read = useTimeline(entity.name, record, [], field.name);
  const entries = read.data?.pages.flatMap((page) => page.entries) ?? [];
  if (read.isLoading) return <FormSkeleton fields={3} />;
  return (
    <Stack gap="md">
      <ProblemList error={read.error} />
      {read.isSuccess && entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('never')}
        </Text>
      ) : null}
      {entries.map((entry) => (
        <div key={entry.id} className={classes.entry}>
          <PersonAvatar size={22} name={entry.by?.title ?? words('system')} />
          <div className={classes.entryBody}>
            <Group gap={6}>
              <Text size="sm" fw={600}>
                {entry.by?.title ?? words('system')}
              </Text>
              <RelativeTime at={entry.at} size="xs" c="dimmed" />
              {entry.door && entry.door !== 'screen' ? (
                <Text size="xs" c="dimmed">
                  {words(`door.${entry.door}`)}
                </Text>
              ) : null}
            </Group>
            {entry.changes?.map((change) => (
              <ChangeLine key={change.field} entity={entity} change={change} isBare />
            ))}
          </div>
        </div>
      ))}
      {read.hasNextPage ? (
        <Button size="compact-sm" variant="subtle" onClick={() => void read.fetchNextPage()}>
          {words('more')}
        </Button>
      ) : null}
    </Stack>
  );
}
