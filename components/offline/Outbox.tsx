'use client';
import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/components/shell/session';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import { CorrectDialog } from './CorrectDialog';
import { useEntries, useIsOffline } from './here';
import { OutboxEntry } from './OutboxEntry';
import { clearSent } from './queue';
import type { Entry } from './device';
import { syncNow, type SyncEnd } from './sync';

/** Waiting and sent: what this device holds for the server, what the server refused and why, and what it took. */
export function Outbox() {
  const t = useTranslations('offline.outbox');
  const { viewer } = useSession();
  const entries = useEntries(viewer.id);
  // Here, for the record moves from part to part while it is sent again.
  const [correcting, setCorrecting] = useState<Entry | null>(null);
  if (!entries) return <RowsSkeleton />;
  const waiting = entries.filter(({ state }) => state === 'waiting');
  const stuck = entries.filter(({ state }) => state === 'refused' || state === 'conflict');
  const sent = entries
    .filter(({ state }) => state === 'sent')
    .sort((a, b) => ((a.sentAt ?? '') < (b.sentAt ?? '') ? 1 : -1));
  return (
    <Stack maw={720} gap="md">
      <PageHeader title={t('title')} note={t('intro')} />
      <Network person={viewer.id} hasWaiting={waiting.length > 0} />
      {stuck.length > 0 ? <Part title={t('needsYou')} entries={stuck} onCorrect={setCorrecting} /> : null}
      {waiting.length > 0 ? <Part title={t('waiting')} entries={waiting} /> : null}
      {waiting.length + stuck.length === 0 ? (
        <EmptyState icon="circle-check" title={t('none')} text={t('noneHelp')} />
      ) : null}
      {sent.length > 0 ? (
        <Part
          title={t('sent')}
          entries={sent}
          beside={
            <Anchor component="button" type="button" size="sm" onClick={() => void clearSent(viewer.id)}>
              {t('clearSent')}
            </Anchor>
          }
        />
      ) : null}
      {correcting ? <CorrectDialog entry={correcting} onClose={() => setCorrecting(null)} /> : null}
    </Stack>
  );
}

function Part(props: {
  title: string;
  entries: readonly Entry[];
  beside?: ReactNode;
  onCorrect?: (entry: Entry) => void;
}) {
  return (
    <Stack component="section" gap="xs" aria-label={props.title}>
      <Group justify="space-between">
        <Title order={2}>
          {props.title}{' '}
          <Text span c="dimmed" inherit>
            {props.entries.length}
          </Text>
        </Title>
        {props.beside}
      </Group>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {props.entries.map((entry) => (
          <OutboxEntry key={entry.id} entry={entry} onCorrect={props.onCorrect} />
        ))}
      </Stack>
    </Stack>
  );
}

/** Whether there is a network, and the button that does not wait for the next try. */
function Network({ person, hasWaiting }: { readonly person: string; readonly hasWaiting: boolean }) {
  const t = useTranslations('offline.outbox');
  const isOffline = useIsOffline();
  const [isSending, setSending] = useState(false);
  const [end, setEnd] = useState<SyncEnd | undefined>('done');
  const send = async () => {
    setSending(true);
    setEnd(await syncNow(person).catch(() => 'lost' as const));
    setSending(false);
  };
  const isCut = isOffline || end === 'lost';
  const Sign = isCut ? IconCloudOff : IconCloudCheck;
  return (
    <Alert variant="light" color="gray" role="status" icon={<Sign size={18} stroke={1.6} aria-hidden />} p="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{end === 'signedOut' ? t('signIn') : t(isCut ? 'offline' : 'online')}</Text>
        {end === 'signedOut' ? (
          // A whole new page: the session is another one.
          <Button component="a" size="compact-sm" href="/signin?next=/outbox">
            {t('signInLink')}
          </Button>
        ) : hasWaiting && !isOffline ? (
          <Button size="compact-sm" loading={isSending} onClick={() => void send()}>
            {t('sendNow')}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}
