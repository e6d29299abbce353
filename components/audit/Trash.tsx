'use client';
import { Badge, Button, Group, Table, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { PageHeader } from '@/components/ui/PageHeader';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { Input, Output } from '@/engine/kernel/api';

type Listed = Output<'trash.list'>;

/** Deleted records, by entity, newest first; each comes back by one click. */
export function Trash(props: { input: Input<'trash.list'>; initial: Listed }) {
  const t = useTranslations('audit.trash');
  const say = useSay();
  const notes = useNotes();
  const router = useRouter();
  const read = useRead('trash.list', props.input, { initialData: props.initial });
  const [more, setMore] = useState<readonly Listed[]>([]);
  const [busy, setBusy] = useState<string | null>(null);
  const { entities } = read.data ?? props.initial;
  const pages = [read.data ?? props.initial, ...more];
  const records = pages.flatMap((page) => page.records);
  const next = pages.at(-1)?.next ?? null;
  const filled = entities.filter(({ count }) => count > 0);
  const chosen = props.input.entity ?? filled[0]?.name ?? null;
  const restore = async (record: Listed['records'][number]) => {
    setBusy(record.id);
    try {
      await call('record.restore', { entity: record.entity, id: record.id });
      notes.done(t('restored', { title: record.title }));
      setMore([]);
      await read.refetch();
    } catch (error) {
      notes.failed(error);
    }
    setBusy(null);
  };
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      <ProblemList error={read.error} />
      {filled.length === 0 ? (
        <EmptyState icon="trash" title={t('empty')} text={t('emptyText')} />
      ) : (
        <Tabs value={chosen} onChange={(entity) => entity && router.push(paths.trash(entity))} mb="sm">
          <Tabs.List>
            {filled.map(({ name, label, count }) => (
              <Tabs.Tab
                key={name}
                value={name}
                rightSection={
                  <Badge size="xs" variant="light" color="gray">
                    {count}
                  </Badge>
                }
              >
                {say(label, name)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      {records.length > 0 ? (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('record')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('by')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('at')}</Table.Th>
              <Table.Th w={100} aria-label={t('restore')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {records.map((record) => (
              <Table.Tr key={record.id}>
                <Table.Td>
                  {record.title || t('untitled')}
                  <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
                    {record.deletedBy?.title} <RelativeTime at={record.deletedAt} size="xs" />
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm">{record.deletedBy?.title}</Table.Td>
                <Table.Td visibleFrom="sm">
                  <RelativeTime at={record.deletedAt} />
                </Table.Td>
                <Table.Td>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    leftSection={<Icon name="arrow-back-up" size={14} />}
                    loading={busy === record.id}
                    onClick={() => void restore(record)}
                  >
                    {t('restore')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      {next ? (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            onClick={() =>
              void call('trash.list', { ...props.input, after: next }).then(
                (page) => setMore([...more, page]),
                notes.failed,
              )
            }
          >
            {t('more')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}
