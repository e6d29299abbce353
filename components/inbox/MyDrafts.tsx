'use client';
import { Box, Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { DraftOfMine } from '@/engine/kernel/api';
import { isUuid } from '@/engine/kernel/ids';
import classes from './inbox.module.css';

/** What I began to fill in, here or on another device, and have not sent. Nothing at all when there is none. */
export function MyDrafts() {
  const t = useTranslations('shell.work');
  const say = useSay();
  const drafts = useRead('draft.list', {}).data?.drafts ?? [];
  if (drafts.length === 0) return null;
  return (
    <Box component="section" mb="xl">
      <Title order={2} mb="xs">
        {t('drafts')}
      </Title>
      {drafts.map((draft) => (
        <Link key={`${draft.entity} ${draft.place}`} href={pathOf(draft)} prefetch={false} className={classes.row}>
          <Box miw={0}>
            <Text size="sm" fw={500} truncate>
              {draft.title || t('draftOf', { label: say(draft.label, draft.entity) })}
            </Text>
            <Text size="xs" c="dimmed">
              {say(draft.label, draft.entity)} · {t('draftFields', { count: draft.fields })}
            </Text>
          </Box>
          <RelativeTime at={draft.at} size="xs" c="dimmed" />
        </Link>
      ))}
    </Box>
  );
}

const BY_FORM = 'form:';
/** The address of the form the draft was begun in: places say what the record begins with (RecordCreate). */
function pathOf({ entity, place }: DraftOfMine): string {
  const begun = place.startsWith('new.') ? place.slice('new.'.length) : '';
  if (begun.startsWith(BY_FORM)) return `${paths.create(entity)}?form=${begun.slice(BY_FORM.length)}`;
  if (isUuid(begun)) return `${paths.create(entity)}?from=${begun}`;
  return begun ? `${paths.create(entity)}?with=${encodeURIComponent(begun)}` : paths.create(entity);
}
