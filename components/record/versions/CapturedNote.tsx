'use client';
import { Anchor, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '@/components/shell/session';
import { useSay } from '@/components/ui/say';
import type { CapturedView } from '@/engine/kernel/api';
import { VersionDiff } from './VersionDiff';
import classes from './versions.module.css';

/** With which version of its form a record was filled in, where that is not the newest; and the way to the other one. */
export function CapturedNote(props: {
  readonly captured: CapturedView;
  readonly onVersion?: ((version: 'newest' | undefined) => void) | undefined;
}) {
  const t = useTranslations('versions.note');
  const say = useSay();
  const { viewer } = useSession();
  const [isComparing, setComparing] = useState(false);
  const { captured, onVersion } = props;
  const { form, version, newest, isOwn, hasOwn, gone } = captured;
  if (version >= newest) return null;
  const label = say(captured.label, form);
  return (
    <div className={classes.note} data-testid="captured">
      <IconHistory size={14} aria-hidden className={classes.icon} />
      <Text size="xs" c="dimmed" component="div">
        {t(isOwn ? 'own' : 'captured', { version, form: label })}
        {hasOwn && !isOwn ? ` ${t('becomes', { version: newest })}` : null}
        {gone.length > 0 ? ` ${t('gone', { count: gone.length, fields: gone.join(', ') })}` : null}
        {hasOwn && onVersion ? (
          <>
            {' · '}
            <Anchor component="button" type="button" size="xs" onClick={() => onVersion(isOwn ? 'newest' : undefined)}>
              {isOwn ? t('openNewest') : t('openOwn', { version })}
            </Anchor>
          </>
        ) : null}
        {viewer.permissions.includes('build') ? (
          <>
            {' · '}
            <Anchor component="button" type="button" size="xs" onClick={() => setComparing(true)}>
              {t('compare')}
            </Anchor>
          </>
        ) : null}
      </Text>
      {isComparing ? (
        <VersionDiff form={form} label={label} from={version} to={newest} onClose={() => setComparing(false)} />
      ) : null}
    </div>
  );
}
