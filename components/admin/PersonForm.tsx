'use client';
import { Button, Group, MultiSelect, PasswordInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import type { PersonView } from '@/engine/kernel/api';
import { useRoles } from './useRoles';
import { useSave } from './useSave';

/** What the form opens with; a new person may sign in. */
const startOf = (person: PersonView | null) => ({
  name: person?.name ?? '',
  email: person?.email ?? '',
  department: person?.department?.id ?? null,
  roles: [...(person?.roles ?? [])],
  isActive: person?.active ?? true,
});

/** One person: name, sign-in, department, roles, active or not. */
export function PersonForm(props: { person: PersonView | null; onDone: () => void }) {
  const t = useTranslations('admin.people');
  const { person } = props;
  const roles = useRoles();
  const departments = useRead('department.list', {}).data?.departments ?? [];
  const start = startOf(person);
  const [name, setName] = useState(start.name);
  const [email, setEmail] = useState(start.email);
  const [password, setPassword] = useState('');
  const [department, setDepartment] = useState(start.department);
  const [chosen, setChosen] = useState(start.roles);
  const [isActive, setActive] = useState(start.isActive);
  const { save, error, isBusy } = useSave('person.save', ['person.list', 'session.get'], props.onDone);
  const known = [
    ...roles,
    ...chosen.filter((role) => !roles.some((r) => r.value === role)).map((role) => ({ value: role, label: role })),
  ];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const input = { name: name.trim(), email: email.trim(), department, roles: chosen, active: isActive };
        save(
          { ...(person && { id: person.id }), ...input, ...(password && { password }) },
          t('saved', { name: input.name }),
        );
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
        <TextInput
          label={t('email')}
          type="email"
          withAsterisk
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t(person ? 'newPassword' : 'password')}
          description={t(person ? 'newPasswordHelp' : 'passwordHelp')}
          withAsterisk={!person}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Select
          label={t('department')}
          data={departments.map((item) => ({ value: item.id, label: item.name }))}
          value={department}
          onChange={setDepartment}
          searchable
          clearable
        />
        <MultiSelect label={t('roles')} data={known} value={chosen} onChange={setChosen} searchable />
        <Switch
          label={t('mayLogIn')}
          description={t('mayLogInHelp')}
          checked={isActive}
          onChange={(event) => setActive(event.currentTarget.checked)}
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
