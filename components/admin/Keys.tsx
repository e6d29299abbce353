'use client';
import { Button, Code, CopyButton, Drawer, Group, NumberInput, Stack, Table, Text, TextInput } from '@mantine/core';
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

/** Keys by which other programs act with a person's rights. */
export function Keys(props: { initial: Output<'key.list'> }) {
  const t = useTranslations('admin.keys');
  const notes = useNotes();
  const { keys } = useRead('key.list', {}, { initialData: props.initial }).data ?? props.initial;
  const revoke = useWrite('key.revoke', ['key.list']);
  const [isOpen, setOpen] = useState(false);
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
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('label')}</Table.Th>
                <Table.Th>{t('prefix')}</Table.Th>
                <Table.Th>{t('person')}</Table.Th>
                <Table.Th>{t('created')}</Table.Th>
                <Table.Th>{t('used')}</Table.Th>
                <Table.Th w={90} aria-label={t('revoke')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td fw={500}>{key.label}</Table.Td>
                  <Table.Td>
                    <Code>{key.prefix}…</Code>
                  </Table.Td>
                  <Table.Td>{key.person.title}</Table.Td>
                  <Table.Td>
                    <RelativeTime at={key.createdAt} />
                  </Table.Td>
                  <Table.Td>{key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : t('never')}</Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      onClick={() => revoke.mutate({ id: key.id }, { onError: notes.failed })}
                    >
                      {t('revoke')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Drawer opened={isOpen} onClose={() => setOpen(false)} position="right" title={t('add')}>
        {isOpen ? <NewKey onDone={() => setOpen(false)} /> : null}
      </Drawer>
    </>
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
        <Code block>{create.data.key}</Code>
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
        <NumberInput label={t('days')} min={1} max={3650} value={days} onChange={setDays} />
        <Group>
          <Button type="submit" loading={create.isPending} mt="sm">
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
