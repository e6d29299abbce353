'use client';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/components/shell/session';
import { useIsOffline } from './here';
import { countWaiting } from './start';
import { syncNow } from './sync';

/** Before signing out while records wait: send them first, or leave them sealed on this device. */
export function UnsentDialog(props: {
  readonly waiting: number;
  readonly drafts: number;
  readonly onClose: () => void;
  readonly onLeave: () => void;
}) {
  const t = useTranslations('offline.signOut');
  const { viewer } = useSession();
  const isOffline = useIsOffline();
  const [isSending, setSending] = useState(false);
  const { waiting, drafts } = props;
  const send = async () => {
    setSending(true);
    await syncNow(viewer.id).catch(() => undefined);
    setSending(false);
    // Something was refused, or the network went: the page of what waits says which.
    if ((await countWaiting(viewer.id)) > 0) window.location.assign('/outbox');
    else props.onLeave();
  };
  return (
    <Modal opened={waiting > 0} onClose={props.onClose} title={t('title', { count: waiting })} size="sm">
      <Text size="sm" mb="md">
        {t('text', { count: waiting })} {drafts > 0 ? t('drafts', { count: drafts }) : ''}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" color="red" onClick={props.onLeave}>
          {t('leave')}
        </Button>
        <Button data-autofocus loading={isSending} disabled={isOffline} onClick={() => void send()}>
          {t('send')}
        </Button>
      </Group>
    </Modal>
  );
}
