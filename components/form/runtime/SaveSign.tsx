'use client';
import { Group, Loader, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import type { SaveState } from './useAutosave';

const ICON: { readonly [state in SaveState]: string | null } = {
  clean: 'check',
  pending: 'pencil',
  busy: null,
  failed: 'alert-triangle',
  offline: 'clock',
};

/** Whether what is on the screen is on the server. */
export function SaveSign(props: { state: SaveState }) {
  const t = useTranslations('form');
  const icon = ICON[props.state];
  return (
    <Group gap={5} wrap="nowrap" c={props.state === 'failed' ? 'red' : 'dimmed'} role="status">
      {icon ? <Icon name={icon} size={14} /> : <Loader size={12} />}
      <Text size="xs">{t(`saving.${props.state}`)}</Text>
    </Group>
  );
}
