'use client';
import { Alert, Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EntityView } from '@/engine/kernel/api';
import { say, type Locale } from '@/engine/kernel/text';
import { call } from '@/components/lib/call';
import type { UploadedFile } from './FileStep';
import { firstChoices, missingFields, placesOf, settingsOf, type Inspected } from './mapping';
import { MappingOptions } from './MappingOptions';
import { MappingTable } from './MappingTable';

const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'gb18030', label: 'GBK / GB18030' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
  { value: 'windows-1252', label: 'Windows-1252' },
];

export interface MappingStepProps {
  readonly entity: EntityView;
  readonly locale: Locale;
  readonly file: UploadedFile;
  readonly inspected: Inspected;
  onInspected(answer: Inspected): void;
  onBack(): void;
  /** After a trial run `start` does the same for good. */
  onStarted(job: string, isCheck: boolean, start: () => Promise<string>): void;
}

/** Which column goes into which field, with samples of the column beside each choice; then a trial run, or the import. */
export function MappingStep({ entity, locale, file, inspected, onInspected, onBack, onStarted }: MappingStepProps) {
  const t = useTranslations('import');
  const places = placesOf(entity, locale);
  const [choices, setChoices] = useState(() => firstChoices(inspected, places));
  const [look, setLook] = useState({ encoding: inspected.encoding, sheet: inspected.sheets[0], hasHeader: true });
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState<'look' | 'check' | 'start'>();

  const isWorkbook = inspected.format !== 'csv';
  const sourceOf = (chosen: typeof look) => ({
    entity: entity.name,
    file: file.id,
    hasHeader: chosen.hasHeader,
    ...(isWorkbook ? (chosen.sheet ? { sheet: chosen.sheet } : {}) : { encoding: chosen.encoding }),
  });
  const attempt = async (what: NonNullable<typeof busy>, work: () => Promise<void>) => {
    setBusy(what);
    setError(undefined);
    try {
      await work();
    } catch (cause) {
      setError((cause as Error).message);
    } finally {
      setBusy(undefined);
    }
  };
  const lookAgain = (change: Partial<typeof look>) => {
    const next = { ...look, ...change };
    setLook(next);
    void attempt('look', async () => {
      const answer = await call('import.inspect', sourceOf(next));
      setChoices(firstChoices(answer, places));
      onInspected(answer);
    });
  };
  const start = (check: boolean) => async () =>
    (await call('import.start', { ...sourceOf(look), ...settingsOf(choices), check })).job;
  const begin = (check: boolean) =>
    attempt(check ? 'check' : 'start', async () => onStarted(await start(check)(), check, start(false)));

  const mapped = choices.columns.filter(({ field }) => field).length;
  const missing = missingFields(entity, choices);
  const isReady = mapped > 0 && missing.length === 0;
  return (
    <Stack gap="sm">
      <Group gap="md" align="end">
        <Text size="sm" flex={1}>
          {t(inspected.isExact ? 'rowsFound' : 'rowsAbout', { rows: inspected.rows, name: file.name })}
          {inspected.remembered && ` ${t('remembered')}`}
        </Text>
        {isWorkbook ? (
          <Select
            size="xs"
            label={t('sheet')}
            data={[...inspected.sheets]}
            value={look.sheet ?? null}
            onChange={(sheet) => sheet && lookAgain({ sheet })}
          />
        ) : (
          <Select
            size="xs"
            label={t('encoding')}
            data={ENCODINGS}
            value={look.encoding}
            onChange={(encoding) => encoding && lookAgain({ encoding })}
          />
        )}
        <Checkbox
          size="xs"
          label={t('hasHeader')}
          checked={look.hasHeader}
          onChange={(event) => lookAgain({ hasHeader: event.currentTarget.checked })}
        />
      </Group>
      <MappingTable
        {...{ inspected, places, locale }}
        columns={choices.columns}
        onChange={(columns) => {
          const left = new Set(columns.map(({ field }) => field));
          setChoices({ ...choices, columns, key: choices.key.filter((name) => left.has(name)) });
        }}
      />
      <MappingOptions
        {...{ choices, places }}
        canUpdate={entity.can.update}
        canCreate={entity.can.create}
        onChange={(change) => setChoices({ ...choices, ...change })}
      />
      {missing.length > 0 && (
        <Alert color="orange">
          {t('required', {
            fields: missing
              .map((field) => (locale === 'en' ? `“${say(field.label, locale)}”` : `「${say(field.label, locale)}」`))
              .join(locale === 'en' ? ', ' : '、'),
          })}
        </Alert>
      )}
      {error && (
        <Alert color="red" role="alert">
          {error}
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('otherFile')}
        </Button>
        <Group gap="sm">
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {t('mapped', { mapped, total: inspected.columns.length })}
          </Text>
          <Button
            variant="default"
            loading={busy === 'start'}
            disabled={!isReady || busy !== undefined}
            onClick={() => void begin(false)}
          >
            {t('startNow')}
          </Button>
          <Button loading={busy === 'check'} disabled={!isReady || busy !== undefined} onClick={() => void begin(true)}>
            {t('check')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
