'use client';
import { Alert, Badge, Button, Group, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FlowView } from '@/engine/kernel/api';
import { useRead, useWrite } from '@/components/lib/call';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { FlowHistory } from './FlowHistory';
import { FlowPicture } from './FlowPicture';

export interface FlowPanelProps {
  readonly entity: string;
  readonly record: string;
  /** Id of the person who looks: the submitter and administrators may withdraw. */
  readonly viewer: string;
  readonly isAdmin: boolean;
}

/** The approvals of a record: where each stands, who is asked, what happened; and the ones that may be started by hand. */
export function FlowPanel({ entity, record, viewer, isAdmin }: FlowPanelProps) {
  const t = useTranslations('flow.panel');
  const say = useSay();
  const { data, error } = useRead('flow.of', { entity, record });
  const start = useWrite('flow.start', ['flow.of', 'record.get', 'task.list', 'session.get']);

  if (error) return <Alert color="red">{error.message}</Alert>;
  if (!data) return <Skeleton height={160} />;
  return (
    <Stack gap="lg">
      {data.flows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      )}
      {start.error && <Alert color="red">{start.error.message}</Alert>}
      {data.startable.length > 0 && (
        <Group gap="xs">
          {data.startable.map(({ flow, label }) => (
            <Button
              key={flow}
              variant="default"
              loading={start.isPending}
              onClick={() => start.mutate({ flow, record })}
            >
              {t('start', { flow: say(label) })}
            </Button>
          ))}
        </Group>
      )}
      {data.flows.map((flow) => (
        <OneFlow key={flow.instance} flow={flow} mayWithdraw={isAdmin || flow.history[0]?.by?.id === viewer} />
      ))}
    </Stack>
  );
}

const STATUS_COLOUR = { active: 'blue', done: 'green', failed: 'red', withdrawn: 'gray' } as const;

function OneFlow({ flow, mayWithdraw }: { flow: FlowView; mayWithdraw: boolean }) {
  const t = useTranslations('flow.panel');
  const say = useSay();
  const outcome = flow.outcome as 'approved' | 'rejected' | 'done' | 'withdrawn' | null;
  return (
    <Stack gap="sm" component="section" aria-label={say(flow.label)}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{say(flow.label)}</Text>
          <Badge color={outcome === 'rejected' ? 'red' : STATUS_COLOUR[flow.status]} variant="light">
            {flow.status === 'done' && outcome ? t(`outcome.${outcome}`) : t(`status.${flow.status}`)}
          </Badge>
        </Group>
        {flow.status === 'active' && mayWithdraw && <Withdraw flow={flow} />}
      </Group>
      <FlowPicture flow={flow} />
      {flow.waitingFor.length > 0 && <Waiting flow={flow} />}
      <Text size="xs" fw={600} c="dimmed">
        {t('history')}
      </Text>
      <FlowHistory flow={flow} />
    </Stack>
  );
}

function Waiting({ flow }: { flow: FlowView }) {
  const t = useTranslations('flow.panel');
  return (
    <Stack gap={4}>
      <Text size="xs" fw={600} c="dimmed">
        {t('waiting')}
      </Text>
      {flow.waitingFor.map(({ person, node, since, dueAt }) => (
        <Group key={`${node}.${person.id}`} gap="xs">
          <Text size="sm">{person.title}</Text>
          <RelativeTime at={since} size="xs" c="dimmed" />
          {dueAt && (
            <Group gap={4}>
              <Text size="xs" c="dimmed">
                ·
              </Text>
              <RelativeTime at={dueAt} size="xs" c="orange" />
            </Group>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function Withdraw({ flow }: { flow: FlowView }) {
  const t = useTranslations('flow.panel');
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const [comment, setComment] = useState('');
  const withdraw = useWrite('flow.withdraw', ['flow.of', 'record.get', 'task.list', 'session.get']);
  return (
    <>
      <Button size="xs" variant="subtle" color="gray" onClick={() => setIsOpen(true)}>
        {t('withdraw')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('withdrawTitle', { flow: say(flow.label) })}
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('withdrawText')}</Text>
          <Textarea
            label={t('withdrawComment')}
            value={comment}
            maxLength={2000}
            autosize
            minRows={2}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {withdraw.error && <Alert color="red">{withdraw.error.message}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setIsOpen(false)}>
              {t('cancel')}
            </Button>
            <Button
              color="red"
              loading={withdraw.isPending}
              onClick={() =>
                withdraw.mutate(
                  { instance: flow.instance, ...(comment.trim() ? { comment } : {}) },
                  { onSuccess: () => setIsOpen(false) },
                )
              }
            >
              {t('withdraw')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
