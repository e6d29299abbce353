'use client';
import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useWrite } from '@/components/lib/call';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';

/** Looks whether anybody has altered the log or the history, and says so in a sentence. */
export function AuditVerdictLine() {
  const t = useTranslations('audit');
  const notes = useNotes();
  const verify = useWrite('audit.verify', ['audit.list']);
  const verdict = verify.data;
  return (
    <Group gap="sm">
      {verdict ? (
        <Text size="sm" c={verdict.isWhole ? 'green' : 'red'} role="status">
          {verdict.isWhole
            ? t('whole', { entries: verdict.entries, changes: verdict.changes })
            : t(`broken.${verdict.reason ?? 'changed'}`, { seq: verdict.brokenAt ?? '' })}
        </Text>
      ) : null}
      <Button
        variant="default"
        leftSection={<Icon name="check" />}
        loading={verify.isPending}
        onClick={() => verify.mutate({}, { onError: notes.failed })}
      >
        {t('verify')}
      </Button>
    </Group>
  );
}
