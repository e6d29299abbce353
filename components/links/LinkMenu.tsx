'use client';
import { ActionIcon, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useWrite } from '@/components/lib/call';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import type { LinkView } from '@/engine/kernel/api';

/** What else can be done with a link: a new address, withdrawing it. Both end what was given away. */
export function LinkMenu(props: { readonly link: LinkView; readonly onError: (error: unknown) => void }) {
  const t = useTranslations('links');
  const { link, onError } = props;
  const notes = useNotes();
  const renew = useWrite('link.renew', ['link.list']);
  const revoke = useWrite('link.revoke', ['link.list']);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('more', { name: link.name })}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="key" />}
          onClick={() => renew.mutate({ id: link.id }, { onError, onSuccess: () => notes.done(t('renewed')) })}
        >
          {t('renew')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<Icon name="trash" />}
          onClick={() => revoke.mutate({ id: link.id }, { onError, onSuccess: () => notes.done(t('revoked')) })}
        >
          {t('revoke')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
