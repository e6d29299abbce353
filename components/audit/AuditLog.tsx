'use client';
import { Badge, Box, Button, Code, Drawer, Group, Select, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PageHeader } from '@/components/ui/PageHeader';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import type { AuditEntryView, Input, Output } from '@/engine/kernel/api';
import { AuditVerdictLine } from './AuditVerdictLine';
import { useActionWords } from './useActionWords';

type Filters = Pick<Input<'audit.list'>, 'person' | 'action' | 'from' | 'to'>;

/** What was done that is not a change of a record: newest first, narrowed by person, deed and days. */
export function AuditLog(props: { initial: Output<'audit.list'> }) {
  const t = useTranslations('audit');
  const words = useActionWords();
  const [filters, setFilters] = useState<Filters>({});
  const [older, setOlder] = useState<readonly Output<'audit.list'>[]>([]);
  const [open, setOpen] = useState<AuditEntryView | null>(null);
  const isPlain = Object.keys(filters).length === 0;
  const first = useRead('audit.list', filters, isPlain ? { initialData: props.initial } : {});
  const people = useRead('person.list', {}).data?.people ?? [];
  const pages = first.data ? [first.data, ...older] : [];
  const entries = pages.flatMap((page) => page.entries);
  const next = pages.at(-1)?.next ?? null;
  const narrow = (change: { readonly [K in keyof Filters]: Filters[K] | null }) => {
    const all = { ...filters, ...change };
    setFilters(Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Filters);
    setOlder([]);
  };
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} actions={<AuditVerdictLine />} />
      <Group gap="xs" mb="sm">
        <Select
          size="xs"
          w={170}
          clearable
          searchable
          aria-label={t('person')}
          placeholder={t('person')}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.person ?? null}
          onChange={(person) => narrow({ person })}
        />
        <Select
          size="xs"
          w={200}
          clearable
          searchable
          aria-label={t('action')}
          placeholder={t('action')}
          data={props.initial.actions.map((action) => ({ value: action, label: words(action) }))}
          value={filters.action ?? null}
          onChange={(action) => narrow({ action })}
        />
        <DatePickerInput
          size="xs"
          w={220}
          type="range"
          clearable
          aria-label={t('days')}
          placeholder={t('days')}
          leftSection={<Icon name="calendar" size={14} />}
          onChange={([from, to]) => narrow({ from, to })}
        />
      </Group>
      <ProblemList error={first.error} />
      {first.data && entries.length === 0 ? (
        <EmptyState icon="search" title={t('none')} text={t('noneText')} />
      ) : (
        <EntryTable entries={entries} onOpen={setOpen} />
      )}
      {next ? (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            onClick={() =>
              void call('audit.list', { ...filters, before: next }).then((page) => setOlder([...older, page]))
            }
          >
            {t('more')}
          </Button>
        </Group>
      ) : null}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position="right"
        title={open ? words(open.action) : ''}
      >
        {open ? <EntryDetails entry={open} /> : null}
      </Drawer>
    </>
  );
}

function EntryTable(props: { entries: readonly AuditEntryView[]; onOpen: (entry: AuditEntryView) => void }) {
  const t = useTranslations('audit');
  const words = useActionWords();
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('subject')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('by')}</Table.Th>
          <Table.Th visibleFrom="md">{t('source')}</Table.Th>
          <Table.Th>{t('at')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.entries.map((entry) => (
          <Table.Tr key={entry.seq} onClick={() => props.onOpen(entry)} style={{ cursor: 'pointer' }}>
            <Table.Td>
              <Group gap={6} wrap="nowrap">
                <UnstyledButton fz="sm" fw={500} onClick={() => props.onOpen(entry)}>
                  {words(entry.action)}
                </UnstyledButton>
                {entry.outcome === 'refused' ? (
                  <Badge size="xs" variant="light" color="red">
                    {t('refused')}
                  </Badge>
                ) : null}
              </Group>
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                {[entry.by?.title, entry.subject].filter(Boolean).join(' · ')}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm" maw={280}>
              <Text size="sm" truncate>
                {entry.subject}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{entry.by?.title ?? t('system')}</Table.Td>
            <Table.Td visibleFrom="md">
              <Text size="sm" c="dimmed">
                {[entry.source, t(`door.${entry.door}`)].filter(Boolean).join(' · ')}
              </Text>
            </Table.Td>
            <Table.Td>
              <RelativeTime at={entry.at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function EntryDetails({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations('audit');
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    [t('at'), new Date(entry.at).toLocaleString()],
    [t('by'), entry.by?.title ?? t('system')],
    [t('source'), [entry.source, t(`door.${entry.door}`)].filter(Boolean).join(' · ')],
    [t('subject'), entry.subject],
    [t('outcome'), t(entry.outcome)],
    [t('number'), entry.seq],
  ];
  return (
    <Stack gap="xs">
      {lines.map(([label, value]) =>
        value ? (
          <Box key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text size="sm">{value}</Text>
          </Box>
        ) : null,
      )}
      <Text size="xs" c="dimmed">
        {t('details')}
      </Text>
      <Code block>{JSON.stringify(entry.details, null, 2)}</Code>
    </Stack>
  );
}
