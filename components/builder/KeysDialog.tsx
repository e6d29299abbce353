'use client';
import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { useTranslations } from 'use-intl';

export interface KeyHint {
  /** As drawn; `Mod` becomes ⌘ or Ctrl. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** All keys of a builder. */
export function KeysDialog({ hints, onClose }: { readonly hints: readonly KeyHint[]; readonly onClose: () => void }) {
  const t = useTranslations('builder.keys');
  const mod = useOs() === 'macos' ? '⌘' : 'Ctrl';
  const common: readonly KeyHint[] = [
    { keys: ['Mod', 'Z'], does: t('undo') },
    { keys: ['Mod', 'Shift', 'Z'], does: t('redo') },
    { keys: ['Mod', 'S'], does: t('save') },
    { keys: ['Delete'], does: t('remove') },
    { keys: ['Esc'], does: t('escape') },
    { keys: ['F6'], does: t('pane') },
    { keys: ['?'], does: t('keys') },
  ];
  return (
    <Modal opened onClose={onClose} title={t('title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap={8}>
        {[...hints, ...common].map((hint) => (
          <Group key={hint.does} justify="space-between" wrap="nowrap">
            <Text size="sm">{hint.does}</Text>
            <Group gap={4} wrap="nowrap">
              {hint.keys.map((key) => (
                <Kbd key={key}>{key === 'Mod' ? mod : key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
