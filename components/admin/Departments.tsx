'use client';
import {
  ActionIcon,
  Button,
  Drawer,
  Group,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import { PageHeader } from '@/components/ui/PageHeader';
import { ProblemList } from '@/components/ui/ProblemList';
import type { DepartmentView, Output } from '@/engine/kernel/api';
import { inTreeOrder } from './tree';
import { useSave } from './useSave';

/** The tree of departments, each with its manager: approvals and rights follow it. */
export function Departments(props: { initial: Output<'department.list'> }) {
  const t = useTranslations('admin');
  const notes = useNotes();
  const { departments } = useRead('department.list', {}, { initialData: props.initial }).data ?? props.initial;
  const write = useWrite('department.save', ['department.list']);
  const remove = useWrite('department.delete', ['department.list']);
  // Only what nothing refers to can be deleted, so that making it again brings everything back.
  const removeOne = ({ id, name, parent, manager }: DepartmentView) =>
    remove.mutate(
      { id },
      {
        onError: notes.failed,
        onSuccess: () =>
          notes.undo(t('departments.deleted', { name }), () =>
            write.mutate({ name, parent: parent?.id ?? null, manager: manager?.id ?? null }, { onError: notes.failed }),
          ),
      },
    );
  const [open, setOpen] = useState<DepartmentView | 'new' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHeader
        title={t('departments.title')}
        note={t('departments.note')}
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('new')}>
            {t('departments.add')}
          </Button>
        }
      />
      {departments.length === 0 ? (
        <EmptyState icon="sitemap" title={t('departments.empty')} text={t('departments.note')} />
      ) : (
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('departments.name')}</Table.Th>
              <Table.Th>{t('departments.manager')}</Table.Th>
              <Table.Th w={60} aria-label={t('departments.actions')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inTreeOrder(departments).map(({ department, depth }) => (
              <Table.Tr key={department.id}>
                <Table.Td pl={8 + depth * 22}>
                  <UnstyledButton fz="sm" fw={500} onClick={() => setOpen(department)}>
                    {department.name}
                  </UnstyledButton>
                </Table.Td>
                <Table.Td>
                  {department.manager?.title ?? (
                    <Text span size="sm" c="dimmed">
                      {t('departments.noManager')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('departments.delete', { name: department.name })}
                    onClick={() => removeOne(department)}
                  >
                    <Icon name="trash" />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Drawer
        opened={open !== null}
        onClose={close}
        position="right"
        title={open === 'new' ? t('departments.add') : open?.name}
      >
        {open ? (
          <DepartmentForm department={open === 'new' ? null : open} departments={departments} onDone={close} />
        ) : null}
      </Drawer>
    </>
  );
}

function DepartmentForm(props: {
  department: DepartmentView | null;
  departments: readonly DepartmentView[];
  onDone: () => void;
}) {
  const t = useTranslations('admin.departments');
  const { department } = props;
  const people = useRead('person.list', {}).data?.people ?? [];
  const [name, setName] = useState(department?.name ?? '');
  const [parent, setParent] = useState<string | null>(department?.parent?.id ?? null);
  const [manager, setManager] = useState<string | null>(department?.manager?.id ?? null);
  const { save, error, isBusy } = useSave('department.save', ['department.list'], props.onDone);
  // A department cannot lie below itself.
  const parents = props.departments.filter((item) => !department || !item.path.startsWith(department.path));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save({ ...(department && { id: department.id }), name: name.trim(), parent, manager }, t('saved', { name }));
      }}
    >
      <Stack gap="sm">
        <ProblemList error={error} />
        <TextInput
          label={t('name')}
          withAsterisk
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('parent')}
          data={parents.map((item) => ({ value: item.id, label: item.name }))}
          value={parent}
          onChange={setParent}
          searchable
          clearable
        />
        <Select
          label={t('manager')}
          description={t('managerHelp')}
          data={people.map((person) => ({ value: person.id, label: person.name }))}
          value={manager}
          onChange={setManager}
          searchable
          clearable
        />
        <Group>
          <Button type="submit" loading={isBusy} mt="sm">
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
