'use client';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { isEmptyValue } from '@/components/inputs/units';
import { call } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { FieldView, MigrationSample, Output } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { useBuilding } from '../context';
import classes from './older.module.css';

type Found = Output<'form.previewMigration'>;

/** What the migrations would do to real records: problems first, what changes marked. */
export function Preview() {
  const t = useTranslations('versions.preview');
  const say = useSay();
  const { entity, form, publishedForm } = useBuilding();
  const [state, setState] = useState<{ readonly found?: Found; readonly error?: unknown; readonly isBusy?: boolean }>(
    {},
  );
  const ran = new Set(publishedForm?.migrations?.map(({ id }) => id));
  if (!form.migrations?.some(({ id }) => !ran.has(id))) return null;
  const run = async () => {
    setState({ isBusy: true });
    try {
      setState({ found: await call('form.previewMigration', { entity, form }) });
    } catch (error) {
      setState({ error });
    }
  };
  const { found, error, isBusy = false } = state;
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button size="xs" loading={isBusy} onClick={() => void run()}>
          {t('run')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('help')}
        </Text>
      </Group>
      <ProblemList error={error} />
      <div aria-live="polite">
        {found ? (
          <Text size="sm" fw={500}>
            {found.looked === 0
              ? t('none')
              : t('looked', { looked: found.looked, moved: found.moved, same: found.same, failed: found.failed })}
          </Text>
        ) : null}
        {found && found.hidden.length > 0 ? (
          <Text size="xs" c="dimmed">
            {t('hidden', { fields: found.hidden.map((label) => say(label, '?')).join(', ') })}
          </Text>
        ) : null}
      </div>
      {found && found.samples.length > 0 ? (
        <ul className={classes.samples}>
          {found.samples.map((sample) => (
            <Sample key={sample.record.id} sample={sample} />
          ))}
        </ul>
      ) : null}
    </Stack>
  );
}

function Sample({ sample }: { readonly sample: MigrationSample }) {
  const t = useTranslations('versions.preview');
  const panel = useTranslations('versions.panel');
  const say = useSay();
  const { record, version, changes, problems } = sample;
  const isWrong = problems.length > 0;
  return (
    <li className={classes.sample} data-wrong={isWrong}>
      <Group gap="xs" mb={4}>
        <Text size="sm" fw={500}>
          {record.title || t('untitled')}
        </Text>
        <Text size="xs" c="dimmed">
          {version === 0 ? panel('unknown') : panel('version', { version })}
        </Text>
        {isWrong ? (
          <Badge size="sm" variant="default" tt="none">
            {t('stays')}
          </Badge>
        ) : null}
      </Group>
      {problems.map(({ message }) => (
        <Text key={message} size="sm" c="var(--mantine-color-error)">
          {message}
        </Text>
      ))}
      {changes.length > 0 ? (
        <table className={classes.changes}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field.name}>
                <th scope="row">{say(field.label, field.name)}</th>
                <td className={classes.before}>
                  <Value field={field} value={before} />
                </td>
                <td className={isWrong ? undefined : classes.after}>
                  <Value field={field} value={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </li>
  );
}

function Value({ field, value }: { readonly field: FieldView; readonly value: Json }) {
  const t = useTranslations('versions.preview');
  if (isEmptyValue(value)) {
    return (
      <Text span size="sm" c="dimmed" fs="italic">
        {t('empty')}
      </Text>
    );
  }
  return <FieldDisplay field={field} value={value} isBrief />;
}
