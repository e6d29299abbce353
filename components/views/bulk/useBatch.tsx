'use client';
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { randomId } from '@/components/lib/id';
import { useNotes } from '@/components/ui/notes';
import type { EntityView, Input, Output } from '@/engine/kernel/api';

type Answer = Output<'record.changeMany'>;

/** Runs a change of many records; a note says what became of it, follows it when it goes on behind, and takes it back. */
export function useBatch(entity: EntityView, onDone: () => void) {
  const notes = useNotes();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const run = (input: Omit<Input<'record.changeMany'>, 'entity' | 'key'>, count: number): void => {
    setBusy(true);
    // A key: pressed twice, or sent again by a shaky network, it is one change.
    call('record.changeMany', { entity: entity.name, ...input, key: randomId() })
      .then(async (answer) => {
        await client.invalidateQueries({ queryKey: ['record.list'] });
        onDone();
        showBatch(answer, count);
      }, notes.failed)
      .finally(() => setBusy(false));
  };
  return { run, isBusy };
}

function showBatch(answer: Answer, count: number): void {
  const id = `batch-${answer.batch.id}`;
  notifications.show({
    id,
    withBorder: true,
    autoClose: false,
    withCloseButton: true,
    message: <BatchNote first={answer} count={count} onClose={() => notifications.hide(id)} />,
  });
}

const CLOSE_MS = 12_000;

function BatchNote(props: { first: Answer; count: number; onClose: () => void }) {
  const t = useTranslations('view');
  const shell = useTranslations('shell');
  const notes = useNotes();
  const client = useQueryClient();
  const [isUndone, setUndone] = useState(false);
  const { onClose } = props;
  const { id } = props.first.batch;
  const read = useRead(
    'record.batch',
    { batch: id },
    {
      initialData: props.first,
      // The live stream says when it goes on; this is for a lost connection.
      refetchInterval: ({ state }) => (isRunning(state.data) ? 3_000 : false),
    },
  );
  const { batch, failures } = read.data ?? props.first;
  const isOver = !isRunning({ batch, failures });
  useEffect(() => {
    if (!isOver) return;
    void client.invalidateQueries({ queryKey: ['record.list'] });
    const timer = failures.length === 0 ? setTimeout(onClose, CLOSE_MS) : undefined;
    return () => clearTimeout(timer);
  }, [isOver, failures.length, onClose, client]);
  const undo = () => {
    setUndone(true);
    call('record.undoMany', { batch: id })
      .then(async (back) => {
        await client.invalidateQueries({ queryKey: ['record.list'] });
        onClose();
        showBatch(back, back.batch.total);
      })
      .catch((error: unknown) => {
        setUndone(false);
        notes.failed(error);
      });
  };
  return (
    <Stack gap={6} aria-live="polite">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {isOver
            ? t(`bulk.done.${batch.op}`, { count: batch.changed })
            : t('bulk.running', { done: batch.done, total: batch.total })}
        </Text>
        {batch.mayUndo && !isUndone ? (
          <Button size="compact-sm" variant="subtle" onClick={undo}>
            {shell('undo')}
          </Button>
        ) : null}
        {isOver ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => void call('record.stopMany', { batch: id }).then(() => read.refetch(), notes.failed)}
          >
            {t('bulk.stop')}
          </Button>
        )}
      </Group>
      {isOver ? null : <Progress value={batch.total > 0 ? (100 * batch.done) / batch.total : 0} size="sm" animated />}
      {batch.failed > 0 ? (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('bulk.failed', { count: batch.failed })}
        </Text>
      ) : null}
      {failures.slice(0, 4).map(({ record, problems }) => (
        <Text key={record.id} size="xs">
          {record.title ? `${record.title}: ` : ''}
          {problems.map(({ message }) => message).join(' ')}
        </Text>
      ))}
    </Stack>
  );
}

const isRunning = (answer: Answer | undefined): boolean =>
  answer !== undefined && (answer.batch.state === 'ready' || answer.batch.state === 'running');
