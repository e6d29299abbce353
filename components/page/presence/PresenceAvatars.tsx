'use client';
import { Box, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import type { Present } from '@/engine/kernel/api';
import classes from '../page.module.css';

const SHOWN = 4;

/** The others who are here; who edits something has a ring, and the words say what. */
export function PresenceAvatars(props: {
  readonly people: readonly Present[];
  readonly labelOf?: (field: string) => string;
}) {
  const t = useTranslations('page.presence');
  const others = props.people.filter((one) => !one.isMe);
  if (others.length === 0) return null;
  const words = (one: Present): string =>
    one.field === null
      ? t('here', { name: one.person.title })
      : t('editing', { name: one.person.title, field: props.labelOf?.(one.field) ?? one.field });
  const rest = others.slice(SHOWN);
  return (
    <div className={classes.presence} role="group" aria-label={t('title')} data-testid="presence">
      {others.slice(0, SHOWN).map((one) => (
        <Tooltip key={one.person.id} label={words(one)}>
          <Box
            component="span"
            className={classes.present}
            data-editing={one.field !== null || undefined}
            role="img"
            aria-label={words(one)}
          >
            <PersonAvatar name={one.person.title} size={26} />
          </Box>
        </Tooltip>
      ))}
      {rest.length > 0 ? (
        <Tooltip label={rest.map(words).join(' · ')}>
          <span className={classes.presentMore} tabIndex={0}>
            +{rest.length}
          </span>
        </Tooltip>
      ) : null}
    </div>
  );
}
