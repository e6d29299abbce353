'use client';
import { Group, Stack, Text } from '@mantine/core';
import { createContext, useContext, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useStepWords } from '@/components/flow/useStepWords';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { EntityView, TimelineEntry } from '@/engine/kernel/api';
import { Markdown } from '../Markdown';
import { ChangeLine } from './ChangeLine';
import classes from '../page.module.css';

/** What can be done with an entry (bring the record back to that moment …); whoever offers something provides it. */
export const TimelineActions = createContext<((entry: TimelineEntry) => ReactNode) | null>(null);

/** One entry: who, what, when, by which door. */
export function TimelineItem({ entity, entry }: { readonly entity: EntityView; readonly entry: TimelineEntry }) {
  const t = useTranslations('page.timeline');
  const actions = useContext(TimelineActions);
  const who = entry.by?.title || t('system');
  return (
    <div className={classes.entry} data-what={entry.what}>
      <PersonAvatar size={22} name={who} />
      <div className={classes.entryBody}>
        <Group gap={6} wrap="wrap">
          <What entry={entry} who={who} />
          <RelativeTime at={entry.at} size="xs" c="dimmed" />
          {entry.door && entry.door !== 'screen' ? (
            <Text size="xs" c="dimmed">
              {t(`door.${entry.door}`)}
            </Text>
          ) : null}
          {actions ? <span className={classes.entryActions}>{actions(entry)}</span> : null}
        </Group>
        <Details entity={entity} entry={entry} />
      </div>
    </div>
  );
}

function What({ entry, who }: { readonly entry: TimelineEntry; readonly who: string }) {
  const t = useTranslations('page.timeline');
  const say = useSay();
  const words = useStepWords();
  if (entry.flow) {
    const node = say(entry.flow.node ?? entry.flow.label);
    return <Text size="sm">{words({ ...entry.flow, by: entry.by }, node)}</Text>;
  }
  if (entry.share) {
    const { with: whom, level } = entry.share;
    return (
      <Text size="sm">
        <b>{who}</b> {t(`share.${level}`, { with: say(whom) })}
      </Text>
    );
  }
  const what = entry.comment?.isReply ? 'reply' : (entry.what as Exclude<TimelineEntry['what'], 'flow' | 'share'>);
  return (
    <Text size="sm">
      <b>{who}</b> {t(`what.${what}`)}
    </Text>
  );
}

function Details({ entity, entry }: { readonly entity: EntityView; readonly entry: TimelineEntry }) {
  const t = useTranslations('page.timeline');
  if (entry.comment) {
    return (
      <div className={classes.quote}>
        <Markdown text={entry.comment.body} />
        {entry.comment.files > 0 ? (
          <Text size="xs" c="dimmed">
            {t('files', { count: entry.comment.files })}
          </Text>
        ) : null}
      </div>
    );
  }
  if (entry.flow?.comment) {
    return (
      <Text size="sm" c="dimmed" className={classes.quote}>
        {entry.flow.comment}
      </Text>
    );
  }
  if (entry.what !== 'update' || !entry.changes) return null;
  return (
    <Stack gap={2} mt={2}>
      {entry.changes.map((change) => (
        <ChangeLine key={change.field} entity={entity} change={change} />
      ))}
    </Stack>
  );
}
