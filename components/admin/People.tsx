'use client';
import { Badge, Box, Button, Drawer, Group, Table, Tabs, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { PageHeader } from '@/components/ui/PageHeader';
import type { Output, PersonView } from '@/engine/kernel/api';
import { CheckAccess } from './CheckAccess';
import { HandOver } from './HandOver';
import { PersonForm } from './PersonForm';
import { useRoleWords } from './useRoles';

const matches = (person: PersonView, text: string): boolean =>
  `${person.name} ${person.email} ${person.department?.title ?? ''}`.toLowerCase().includes(text.trim().toLowerCase());

/** Everybody who may sign in: add, change, switch off. */
export function People(props: { initial: Output<'person.list'> }) {
  const t = useTranslations('admin');
  const roleWords = useRoleWords();
  const { people } = useRead('person.list', {}, { initialData: props.initial }).data ?? props.initial;
  const [text, setText] = useState('');
  const [open, setOpen] = useState<PersonView | 'new' | null>(null);
  const found = people.filter((person) => matches(person, text));
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title={t('people.title')}
        beside={
          <Badge variant="light" color="gray" radius="sm">
            {people.length}
          </Badge>
        }
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('new')}>
            {t('people.add')}
          </Button>
        }
      />
      <TextInput
        size="xs"
        maw={260}
        mb="sm"
        type="search"
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        leftSection={<Icon name="search" size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('people.name')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('people.email')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('people.department')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('people.roles')}</Table.Th>
            <Table.Th>{t('people.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.map((person) => (
            <Table.Tr key={person.id} onClick={() => setOpen(person)} style={{ cursor: 'pointer' }}>
              <Table.Td>
                <Group gap={8} wrap="nowrap">
                  <PersonAvatar size={22} name={person.name} />
                  <Box miw={0}>
                    <UnstyledButton fz="sm" fw={500} onClick={() => setOpen(person)}>
                      {person.name}
                    </UnstyledButton>
                    <Text size="xs" c="dimmed" hiddenFrom="sm">
                      {[person.department?.title, ...person.roles.map(roleWords)].filter(Boolean).join(' · ')}
                    </Text>
                  </Box>
                </Group>
              </Table.Td>
              <Table.Td visibleFrom="sm">{person.email}</Table.Td>
              <Table.Td visibleFrom="sm">{person.department?.title}</Table.Td>
              <Table.Td visibleFrom="sm">{person.roles.map(roleWords).join(' · ')}</Table.Td>
              <Table.Td>
                <Text size="sm" c={person.active ? undefined : 'dimmed'}>
                  {t(person.active ? 'people.active' : 'people.inactive')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {found.length === 0 ? <EmptyState icon="search" title={t('people.noMatch')} /> : null}
      <Drawer
        opened={open !== null}
        onClose={close}
        position="right"
        title={open === 'new' ? t('people.add') : open?.name}
      >
        {open === 'new' ? <PersonForm person={null} onDone={close} /> : null}
        {open && open !== 'new' ? <PersonTabs key={open.id} person={open} people={people} onDone={close} /> : null}
      </Drawer>
    </>
  );
}

/** A person: what is kept of them, what they may do, and who takes over when they leave. */
function PersonTabs(props: {
  readonly person: PersonView;
  readonly people: readonly PersonView[];
  readonly onDone: () => void;
}) {
  const t = useTranslations('access');
  const { person } = props;
  return (
    <Tabs defaultValue="person" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="person">{t('check.person')}</Tabs.Tab>
        <Tabs.Tab value="check">{t('check.action')}</Tabs.Tab>
        <Tabs.Tab value="handover">{t('handover.action')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="person">
        <PersonForm person={person} onDone={props.onDone} />
      </Tabs.Panel>
      <Tabs.Panel value="check">
        <CheckAccess person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="handover">
        <HandOver person={person} people={props.people} />
      </Tabs.Panel>
    </Tabs>
  );
}
