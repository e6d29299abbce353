'use client';
/** An encrypted value whose key is missing, or whose bytes were changed: said, and left as it is. */
import { Group, Text, TextInput, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import type { InputProps } from '../types';
import { wrapperProps } from '../wrapper';

export function UnreadableValue() {
  const t = useTranslations('types.secret');
  return (
    <Tooltip label={t('why')} multiline maw={320}>
      <Group component="span" gap={4} wrap="nowrap" c="var(--mantine-color-error)" display="inline-flex">
        <Icon name="lock" />
        <Text component="span" size="sm">
          {t('unreadable')}
        </Text>
      </Group>
    </Tooltip>
  );
}

/** Nothing can be typed: what nobody can read should not be overwritten by accident. */
export function UnreadableInput(props: InputProps) {
  const t = useTranslations('types.secret');
  return (
    <TextInput
      {...wrapperProps(props)}
      error={props.error ?? (props.isBare ? undefined : t('why'))}
      leftSection={<Icon name="lock" />}
      value={t('unreadable')}
      readOnly
      disabled
    />
  );
}
