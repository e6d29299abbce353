'use client';
import { Anchor, Button, Group, List, Progress, Stack, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useNotes } from '@/components/ui/notes';
import { useAttempt } from '@/components/ui/useAttempt';
import type { MoveView } from '@/engine/kernel/api';
import classes from './older.module.css';

export const isUnderWay = ({ state }: { readonly state: string }): boolean => state === 'running' || state === 'ready';

/** What publications moved: how far it is, what stayed as it was and why, and the way back. */
export function MoveList({ moves, refetch }: { readonly moves: readonly MoveView[]; readonly refetch: () => void }) {
  const t = useTranslations('versions.moves');
  if (moves.length === 0) return null;
  return (
    <Stack gap="xs" role="group" aria-label={t('title')}>
      <Text size="sm" fw={500}>
        {t('title')}
      </Text>
      {moves.map((move) => (
        <Move key={move.batch.id} move={move} refetch={refetch} />
      ))}
    </Stack>
  );
}

function Move({ move, refetch }: { readonly move: MoveView; readonly refetch: () => void }) {
  const t = useTranslations('versions.moves');
  const format = useFormatter();
  const { isBusy, attempt } = useAttempt(useNotes().failed);
  const { batch, version, at, isUndone, failures } = move;
  const { done, total, changed, failed } = batch;
  const undo = async () => {
    await attempt(() => call('record.undoMany', { batch: batch.id }));
    refetch();
  };
  return (
    <div className={classes.migration}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {isUnderWay(batch) ? t('running', { version, done, total }) : t('done', { version, changed, failed })}{' '}
          <Text span size="xs" c="dimmed">
            {format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}
          </Text>
        </Text>
        {isUndone ? (
          <Text size="xs" c="dimmed">
            {t('undone')}
          </Text>
        ) : null}
        {batch.mayUndo ? (
          <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void undo()}>
            {t('undo')}
          </Button>
        ) : null}
      </Group>
      {isUnderWay(batch) ? <Progress value={total > 0 ? (done / total) * 100 : 0} size="sm" mt={6} /> : null}
      {failures.length > 0 ? (
        <details>
          <summary>
            <Text span size="xs">
              {t('failures')}
            </Text>
          </summary>
          <List size="xs" mt={4} className={classes.failures}>
            {failures.map(({ record, problems }) => (
              <List.Item key={record.id}>
                <Anchor component={Link} href={paths.record(batch.entity, record.id)} target="_blank" size="xs">
                  {record.title}
                </Anchor>
                : {problems.map(({ message }) => message).join(' ')}
              </List.Item>
            ))}
          </List>
        </details>
      ) : null}
    </div>
  );
}
