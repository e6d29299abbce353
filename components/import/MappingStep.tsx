'use client';
import { Alert, Button, Checkbox, Group, ScrollArea, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EntityView, Output } from '@/engine/kernel/api';
import { say, type Locale } from '@/engine/kernel/text';
import { call } from '@/components/lib/call';
import type { UploadedFile } from './FileStep';
import classes from './import.module.css';

type Inspected = Output<'import.inspect'>;
const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'];
/** Field types whose values do not fit in one cell. */
const canBeColumn = (field: EntityView['fields'][number]) =>
  field.right === 'edit' && !field.system && !field.fields && field.type !== 'file';

export interface MappingStepProps {
  readonly entity: EntityView;
  readonly locale: Locale;
  readonly file: UploadedFile;
  readonly inspected: Inspected;
  onInspected(answer: Inspected): void;
  onBack(): void;
  onStarted(job: string): void;
}

/** Which column goes into which field, with samples of the column beside each choice. */
export function MappingStep({ entity, locale, file, inspected, onInspected, onBack, onStarted }: MappingStepProps) {
  const t = useTranslations('import');
  const [mapping, setMapping] = useState<readonly (string | null)[]>(inspected.columns.map((column) => column.guess));
  const [settings, setSettings] = useState({
    encoding: inspected.encoding,
    sheet: inspected.sheets[0],
    hasHeader: true,
  });
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const fields = entity.fields.filter(canBeColumn);
  const mapped = mapping.filter(Boolean).length;
  const missing = fields.filter(
    (field) => field.required && field.default === undefined && !mapping.includes(field.name),
  );
  const isWorkbook = inspected.encoding === 'xlsx';
  const source = () => ({
    entity: entity.name,
    file: file.id,
    hasHeader: settings.hasHeader,
    ...(isWorkbook ? (settings.sheet ? { sheet: settings.sheet } : {}) : { encoding: settings.encoding }),
  });

  const attempt = async (work: () => Promise<void>) => {
    setIsBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (cause) {
      setError((cause as Error).message);
    } finally {
      setIsBusy(false);
    }
  };
  const look = (change: Partial<typeof settings>) => {
    const next = { ...settings, ...change };
    setSettings(next);
    void attempt(async () => {
      const answer = await call('import.inspect', {
        ...source(),
        hasHeader: next.hasHeader,
        ...(isWorkbook ? (next.sheet ? { sheet: next.sheet } : {}) : { encoding: next.encoding }),
      });
      setMapping(answer.columns.map((column) => column.guess));
      onInspected(answer);
    });
  };
  const start = () =>
    attempt(async () => {
      const chosen = mapping.flatMap((field, index) => (field ? [{ index, field }] : []));
      onStarted((await call('import.start', { ...source(), mapping: chosen })).job);
    });

  return (
    <Stack gap="sm">
      <Group gap="md" align="end">
        <Text size="sm" flex={1}>
          {t('rowsFound', { rows: inspected.rows, name: file.name })}
        </Text>
        {isWorkbook ? (
          <Select
            size="xs"
            label={t('sheet')}
            data={[...inspected.sheets]}
            value={settings.sheet ?? null}
            onChange={(sheet) => sheet && look({ sheet })}
          />
        ) : (
          <Select
            size="xs"
            label={t('encoding')}
            data={ENCODINGS}
            value={settings.encoding}
            onChange={(encoding) => encoding && look({ encoding })}
          />
        )}
        <Checkbox
          size="xs"
          label={t('hasHeader')}
          checked={settings.hasHeader}
          onChange={(event) => look({ hasHeader: event.currentTarget.checked })}
        />
      </Group>
      <ScrollArea.Autosize mah="50vh" type="auto">
        <Table verticalSpacing={6} stickyHeader className={classes.mapping}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('samples')}</Table.Th>
              <Table.Th>{t('field')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inspected.columns.map((column) => (
              <Table.Tr key={column.index}>
                <Table.Td fw={500}>
                  {column.header || `#${column.index + 1}`}
                  <Text className={classes.samplesBelow} size="xs" c="dimmed" hiddenFrom="sm">
                    {column.samples.join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td c="dimmed" visibleFrom="sm" className={classes.samples} title={column.samples.join(' · ')}>
                  {column.samples.join(' · ')}
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={`${t('field')}: ${column.header || column.index + 1}`}
                    placeholder={t('skip')}
                    searchable
                    clearable
                    value={mapping[column.index] ?? null}
                    data={fields.map((field) => ({
                      value: field.name,
                      label: say(field.label, locale) + (field.required ? ' *' : ''),
                      disabled: mapping.includes(field.name) && mapping[column.index] !== field.name,
                    }))}
                    onChange={(value) =>
                      setMapping(mapping.map((old, index) => (index === column.index ? value : old)))
                    }
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {missing.length > 0 && (
        <Alert color="orange">
          {t('required', {
            fields: missing.map((field) => `“${say(field.label, locale)}”`).join(locale === 'en' ? ', ' : '、'),
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
          <Text size="xs" c="dimmed">
            {t('mapped', { mapped, total: inspected.columns.length })}
          </Text>
          <Button loading={isBusy} disabled={mapped === 0 || missing.length > 0} onClick={() => void start()}>
            {t('start', { rows: inspected.rows })}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
