'use client';
import { Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { SmallAction } from '@/components/ui/SmallAction';
import { documentId } from '@/engine/kernel/ids';
import type { VersionCount } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { useBuilding } from '../context';
import { StepEditor } from './StepEditor';
import classes from './older.module.css';

export type Migration = NonNullable<FormDocument['migrations']>[number];
export type Step = Migration['steps'][number];
const OLDER = 'older';

/** The migrations of the form: those that will run when it is published, and those that ran. */
export function Migrations({ versions }: { readonly versions: readonly VersionCount[] }) {
  const t = useTranslations('versions.migrations');
  const { form, entity, publishedForm, run } = useBuilding();
  const migrations = form.migrations ?? [];
  const ran = new Set(publishedForm?.migrations?.map(({ id }) => id));
  const put = (next: readonly Migration[]) =>
    run([{ do: 'changeForm', change: { migrations: next.length > 0 ? [...next] : undefined } }], 'form.migrations');
  const add = () => {
    const first: Step = { set: entity.fields[0]?.name ?? '' };
    put([...migrations, { id: documentId('mig'), from: OLDER, steps: [first] }]);
  };
  return (
    <Stack gap="xs" role="group" aria-label={t('title')}>
      <Text size="sm" fw={500}>
        {t('title')}
      </Text>
      {migrations.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('none')}
        </Text>
      ) : null}
      {migrations.map((migration, index) => (
        <MigrationEditor
          key={migration.id}
          migration={migration}
          index={index}
          versions={versions}
          isDone={ran.has(migration.id)}
          onChange={(next) => put(migrations.with(index, next))}
          onRemove={() => put(migrations.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={add}
      >
        {t('add')}
      </Button>
    </Stack>
  );
}

function MigrationEditor(props: {
  readonly migration: Migration;
  readonly index: number;
  readonly versions: readonly VersionCount[];
  /** It ran: nothing of it can be changed. */
  readonly isDone: boolean;
  readonly onChange: (migration: Migration) => void;
  readonly onRemove: () => void;
}) {
  const t = useTranslations('versions.migrations');
  const panel = useTranslations('versions.panel');
  const { migration, index, versions, isDone, onChange, onRemove } = props;
  const { note, steps, from } = migration;
  const n = index + 1;
  const putSteps = (next: readonly Step[]) => onChange({ ...migration, steps: [...next] });
  const known = versions.map(({ version }) => version);
  const choices = from === OLDER || known.includes(from) ? known : [...known, from];
  return (
    <Stack gap="xs" className={classes.migration} role="group" aria-label={t('name', { n })}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {note || t('name', { n })}
          </Text>
          {isDone ? (
            <Badge size="sm" variant="light" color="gray" tt="none">
              {t('done')}
            </Badge>
          ) : null}
        </Group>
        <SmallAction label={t('remove', { n })} onClick={onRemove}>
          <IconTrash size={14} />
        </SmallAction>
      </Group>
      {isDone ? null : (
        <>
          <Group gap="xs" grow align="flex-end">
            <Select
              size="xs"
              label={t('from')}
              allowDeselect={false}
              value={String(from)}
              data={[
                { value: OLDER, label: t('fromOlder') },
                ...choices.map((version) => ({
                  value: String(version),
                  label: version === 0 ? panel('unknown') : panel('version', { version }),
                })),
              ]}
              onChange={(next) => next && onChange({ ...migration, from: next === OLDER ? OLDER : Number(next) })}
            />
            <TextInput
              size="xs"
              label={t('note')}
              maxLength={500}
              value={note ?? ''}
              onChange={(event) => {
                const { note: _was, ...rest } = migration;
                const text = event.currentTarget.value;
                onChange(text ? { ...rest, note: text } : rest);
              }}
            />
          </Group>
          {steps.map((step, at) => (
            <StepEditor
              key={at}
              step={step}
              path={['migrations', index, 'steps', at]}
              onChange={(next) => putSteps(steps.with(at, next))}
              onRemove={steps.length > 1 ? () => putSteps(steps.toSpliced(at, 1)) : undefined}
            />
          ))}
          <Group justify="space-between">
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconPlus size={13} />}
              onClick={() => putSteps([...steps, { clear: '' }])}
            >
              {t('addStep')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('splitHint')}
            </Text>
          </Group>
        </>
      )}
    </Stack>
  );
}
