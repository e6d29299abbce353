'use client';
import { ActionIcon, Badge, Text, Tooltip } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { VersionDiff } from '@/components/record/versions/VersionDiff';
import { useSay } from '@/components/ui/say';
import type { Output, VersionCount } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import classes from './older.module.css';

/** How many records each version captured, as bars, with the way to what it differs in. */
export function VersionBars(props: { readonly form: FormDocument; readonly found: Output<'form.versions'> }) {
  const t = useTranslations('versions.panel');
  const say = useSay();
  const { form, found } = props;
  const { versions, newest } = found;
  const [compared, setCompared] = useState<number | null>(null);
  const most = Math.max(...versions.map(({ count }) => count), 1);
  return (
    <section aria-label={t('counts')}>
      <Text size="sm" fw={500} mb={4}>
        {t('counts')}
      </Text>
      {versions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('empty')}
        </Text>
      ) : (
        <ul className={classes.bars}>
          {versions.map((one) => (
            <Bar key={one.version} one={one} most={most} newest={newest} onCompare={setCompared} />
          ))}
        </ul>
      )}
      {compared !== null ? (
        <VersionDiff
          form={form.name}
          label={say(form.label, form.name)}
          from={compared}
          to={newest}
          onClose={() => setCompared(null)}
        />
      ) : null}
    </section>
  );
}

function Bar(props: {
  readonly one: VersionCount;
  readonly most: number;
  readonly newest: number;
  readonly onCompare: (version: number) => void;
}) {
  const t = useTranslations('versions.panel');
  const format = useFormatter();
  const { one, most, newest } = props;
  const { version, count, at, by, note } = one;
  const about = [at && format.dateTime(new Date(at), { dateStyle: 'medium' }), by?.title, note].filter(Boolean);
  return (
    <li className={classes.bar}>
      <div className={classes.barName}>
        <Text size="sm">{version === 0 ? t('unknown') : t('version', { version })}</Text>
        {version === newest ? (
          <Badge size="xs" variant="light" tt="none">
            {t('newest')}
          </Badge>
        ) : null}
        <Text size="xs" c="dimmed" truncate>
          {about.join(' · ')}
        </Text>
      </div>
      <div className={classes.track} aria-hidden>
        <div className={classes.fill} data-newest={version === newest} style={{ width: `${(count / most) * 100}%` }} />
      </div>
      <Text size="sm" className={classes.count}>
        {t('records', { count })}
      </Text>
      {version > 0 && version < newest ? (
        <Tooltip label={t('compare', { version })}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('compare', { version })}
            onClick={() => props.onCompare(version)}
          >
            <IconArrowsDiff size={16} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <span />
      )}
    </li>
  );
}
