'use client';
import { Anchor, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ImportMissing } from '@/engine/kernel/api';
import { useRead } from '@/components/lib/call';

const SHOWN = 50;
/** Enough of a row to find it again in the file. */
const CELLS = 4;

/** Rows that did not pass, with their reasons; all of them as a file to mend. */
export function FailedRows({ job }: { job: string }) {
  const t = useTranslations('import');
  const { data } = useRead('import.errors', { job, size: SHOWN });
  if (!data || data.errors.length === 0) return null;
  return (
    <>
      {data.missing.length > 0 && <Missing missing={data.missing} />}
      <ScrollArea.Autosize mah="36vh" type="auto">
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th style={{ whiteSpace: 'nowrap' }}>{t('line')}</Table.Th>
              <Table.Th>{t('reason')}</Table.Th>
              <Table.Th>{t('row')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.errors.map((error) => (
              <Table.Tr key={error.row}>
                <Table.Td>{error.row}</Table.Td>
                <Table.Td>{error.message}</Table.Td>
                <Table.Td c="dimmed">{error.values.filter(Boolean).slice(0, CELLS).join(' · ')}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group gap="xs">
        <Anchor href={data.download} download size="sm">
          {t('download')}
        </Anchor>
        <Text size="xs" c="dimmed">
          {data.total > SHOWN ? `${t('more', { count: data.total - SHOWN })} · ` : ''}
          {t('downloadHint')}
        </Text>
      </Group>
    </>
  );
}

/** What is to be brought in first, or to be mended: each name once, not row by row. */
function Missing({ missing }: { missing: readonly ImportMissing[] }) {
  const t = useTranslations('import.missingNames');
  return (
    <Stack gap={4}>
      {missing.map(({ field, names, rows, values }) => (
        <Text key={field} size="sm">
          {t('one', { field, names, rows })}{' '}
          <Text span c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('list', { values: values.join(' · '), more: names - values.length })}
          </Text>
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t('hint')}
      </Text>
    </Stack>
  );
}
