'use client';
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Keeping, KeepingState } from './keeping';

/** "Continues what you typed 5 minutes ago", and fields that another device of the same person changed as well. */
export function KeptNotice(props: {
  readonly keeping: Keeping;
  readonly state: KeepingState;
  readonly fields: readonly FieldView[];
}) {
  const { keeping, state, fields } = props;
  const t = useTranslations('form.draft');
  const say = useSay();
  const notes = useNotes();
  if (state.restoredAt === null && state.clashes.length === 0) return null;
  const labelOf = (name: string): string => say(fields.find((field) => field.name === name)?.label, name);
  return (
    <Paper
      p="xs"
      px="sm"
      mb="sm"
      bg="var(--surface-sunken)"
      role="status"
      // What has to be chosen stays in sight wherever one is typing.
      {...(state.clashes.length > 0 && { pos: 'sticky', top: 64, style: { zIndex: 2 }, shadow: 'sm' })}
    >
      <Stack gap="xs">
        {state.restoredAt !== null && (
          <Group justify="space-between" gap="xs">
            <Text size="sm">
              {t('restored')} <RelativeTime at={state.restoredAt} span c="dimmed" />
            </Text>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => notes.undo(t('cleared'), keeping.clear())}
            >
              {t('fresh')}
            </Button>
          </Group>
        )}
        {state.clashes.map(({ field, at }) => (
          <Group key={field} justify="space-between" gap="xs">
            <Text size="sm">
              {t('clash', { label: labelOf(field) })} <RelativeTime at={at} span c="dimmed" />
            </Text>
            <Group gap="xs">
              <Button size="compact-sm" onClick={() => keeping.choose(field, 'mine')}>
                {t('mine')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => keeping.choose(field, 'theirs')}>
                {t('theirs')}
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

/** Below the form: where what is typed lies. */
export function KeptWords({ state, isShared }: { readonly state: KeepingState; readonly isShared: boolean }) {
  const t = useTranslations('form.draft');
  const words = (): string => {
    if (state.refused !== null) return t('notKept', { reason: state.refused });
    if (state.isWaiting) return t('waiting');
    return t(isShared ? 'keptAll' : 'kept');
  };
  return (
    <Text size="xs" c={state.refused === null ? 'dimmed' : 'var(--mantine-color-error)'} ml="auto" visibleFrom="sm">
      {words()}
    </Text>
  );
}
