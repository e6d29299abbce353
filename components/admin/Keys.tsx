'use client';
import {
  Button,
  Code,
  CopyButton,
  Drawer,
  Group,
  Modal,
  NumberInput,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { PageHeader } from '@/components/ui/PageHeader';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import type { Output } from '@/engine/kernel/api';

type Key = Output<'key.list'>['keys'][number];

/** Keys by which other programs act with a person's rights. */
export function Keys(props: { initial: Output<'key.list'> }) {
  const t = useTranslations('admin.keys');
  const notes = useNotes();
  const { keys } = useRead('key.list', {}, { initialData: props.initial }).data ?? props.initial;
  const revoke = useWrite('key.revoke', ['key.list']);
  const [isOpen, setOpen] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const add = (
    <Button leftSection={<Icon name="plus" />} onClick={() => setOpen(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} actions={keys.length > 0 ? add : null} />
      {keys.length === 0 ? (
        <EmptyState icon="key" title={t('empty')} text={t('emptyText')} action={add} />
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('label')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('prefix')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('person')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('created')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('used')}</Table.Th>
              <Table.Th w={90} aria-label={t('revoke')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <Table.Tr key={key.id}>
                <Table.Td fw={500}>
                  {key.label}
                  <Text size="xs" c="dimmed" hiddenFrom="sm">
                    {key.person.title}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <Code>{key.prefix}…</Code>
                </Table.Td>
                <Table.Td visibleFrom="sm">{key.person.title}</Table.Td>
                <Table.Td visibleFrom="sm">
                  <RelativeTime at={key.createdAt} />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : t('never')}
                </Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="subtle" color="red" onClick={() => setRevoking(key)}>
                    {t('revoke')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <RevokeDialog
        label={revoking?.label ?? null}
        onClose={() => setRevoking(null)}
        onRevoke={() => {
          if (revoking) revoke.mutate({ id: revoking.id }, { onError: notes.failed });
          setRevoking(null);
        }}
      />
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" title={t('add')}>
        {isOpen ? <NewKey onDone={() => setOpen(false)} /> : null}
      </Drawer>
    </>
  );
}

/** Revoking can't be taken back, so it is asked first. */
function RevokeDialog(props: { label: string | null; onClose: () => void; onRevoke: () => void }) {
  const t = useTranslations('admin.keys');
  return (
    <Modal
      opened={props.label !== null}
      onClose={props.onClose}
      title={t('revokeTitle', { label: props.label ?? '' })}
      size="sm"
    >
      <Text size="sm" mb="md">
        {t('revokeText')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {t('keep')}
        </Button>
        <Button color="red" onClick={props.onRevoke}>
          {t('revoke')}
        </Button>
      </Group>
    </Modal>
  );
}

/** Makes a key and shows it this once. */
function NewKey(props: { onDone: () => void }) {
  const t = useTranslations('admin.keys');
  const create = useWrite('key.create', ['key.list']);
  const [label, setLabel] = useState('');
  const [days, setDays] = useState<number | string>(90);
  if (create.data) {
    return (
      <Stack gap="sm">
        <Text size="sm">{t('once')}</Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {create.data.key}
        </Code>
        <CopyButton value={create.data.key}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'copied' : 'copy')}</Button>}
        </CopyButton>
        <Button variant="default" onClick={props.onDone}>
          {t('close')}
        </Button>
      </Stack>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ label: label.trim(), ...(typeof days === 'number' && { days }) });
      }}
    >
      <Stack gap="sm">
        <ProblemList error={create.error} />
        <TextInput
          label={t('label')}
          description={t('labelHelp')}
          withAsterisk
          data-autofocus
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <NumberInput
          label={t('days')}
          description={t('daysHelp')}
          min={1}
          max={3650}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
        <Group>
          <Button type="submit" loading={create.isPending} mt="sm">
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
