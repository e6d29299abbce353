'use client';
import { Alert, Badge, Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { call, useRead } from '@/components/lib/call';
import { EmptyState } from '@/components/ui/EmptyState';
import { useNotes } from '@/components/ui/notes';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import type { TrashItem } from '@/engine/kernel/api';

/** Fields and entities that were taken away: what they hold, until when, bringing them back, deleting them for ever. */
export function SchemaTrash() {
  const t = useTranslations('plans.trash');
  const say = useSay();
  const notes = useNotes();
  const format = useFormatter();
  const read = useRead('document.trash', {}, { gcTime: 0, staleTime: 0 });
  const [busy, setBusy] = useState<string | null>(null);
  const [purging, setPurging] = useState<TrashItem | null>(null);
  const restore = async (item: TrashItem) => {
    setBusy(item.id);
    try {
      await call('document.restore', { id: item.id });
      notes.done(t('restored', { label: say(item.label, item.name) }));
      await read.refetch();
    } catch (error) {
      notes.failed(error);
    }
    setBusy(null);
  };
  const items = read.data?.items ?? [];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('note')}
      </Text>
      <ProblemList error={read.error} retry={() => void read.refetch()} />
      {read.data && items.length === 0 && <EmptyState icon="trash" title={t('empty')} text={t('emptyText')} />}
      {items.length > 0 && (
        <Table verticalSpacing={6} aria-label={t('title')}>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>
                  <Group gap={6}>
                    <Text size="sm" fw={500}>
                      {say(item.label, item.name)}
                    </Text>
                    <Badge size="sm" variant="light" color="gray" tt="none">
                      {t(`what.${item.what}`)}
                    </Badge>
                  </Group>
                  <Text size="xs" c="dimmed">
                    {[
                      item.what === 'entity' ? item.name : `${item.entity}.${item.name}`,
                      item.type ? say(fieldType(item.type)?.label, item.type) : '',
                      t(item.what === 'entity' ? 'records' : 'values', { count: item.rows }),
                      t('until', { day: format.dateTime(new Date(item.until), { dateStyle: 'medium' }) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm" w={190}>
                  <Text size="xs" c="dimmed">
                    {item.by?.title} <RelativeTime at={item.at} size="xs" />
                  </Text>
                </Table.Td>
                <Table.Td w={200}>
                  <Group gap={4} justify="flex-end">
                    {item.what !== 'values' && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={busy === item.id}
                        onClick={() => void restore(item)}
                      >
                        {t('restore')}
                      </Button>
                    )}
                    <Button size="compact-sm" variant="subtle" color="red" onClick={() => setPurging(item)}>
                      {t('purge')}
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {purging && (
        <PurgeDialog
          item={purging}
          onClose={() => setPurging(null)}
          onDone={() => {
            setPurging(null);
            void read.refetch();
          }}
        />
      )}
    </Stack>
  );
}

/** For ever: only with the name typed. */
function PurgeDialog(props: { readonly item: TrashItem; readonly onClose: () => void; readonly onDone: () => void }) {
  const { item } = props;
  const t = useTranslations('plans.trash');
  const say = useSay();
  const notes = useNotes();
  const [typed, setTyped] = useState('');
  const [isBusy, setBusy] = useState(false);
  const purge = async () => {
    setBusy(true);
    try {
      await call('document.purge', { id: item.id, name: typed });
      notes.done(t('purged', { label: say(item.label, item.name) }));
      props.onDone();
    } catch (error) {
      notes.failed(error);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('purgeTitle', { label: say(item.label, item.name) })}
      closeButtonProps={{ 'aria-label': t('keep') }}
    >
      <Stack>
        <Alert color="red">{t(item.what === 'entity' ? 'purgeEntity' : 'purgeField', { count: item.rows })}</Alert>
        <TextInput
          data-autofocus
          label={t('typeName', { name: item.name })}
          value={typed}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('keep')}
          </Button>
          <Button color="red.9" disabled={typed !== item.name} loading={isBusy} onClick={() => void purge()}>
            {t('purge')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
