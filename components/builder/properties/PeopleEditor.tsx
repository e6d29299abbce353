'use client';
import { Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import type { RecordView } from '@/engine/kernel/api';
import type { People } from '@/engine/kernel/documents.generated';
import { isObject } from '@/engine/kernel/json';
import type { EditorProps } from './editor';
import { useScope } from './scope';

type By = People['by'];
const WAYS: readonly By[] = ['manager', 'role', 'person', 'field', 'submitter'];
/** What each way begins with, before the second box is filled in. */
const START: { readonly [B in By]: People } = {
  person: { by: 'person', person: '' },
  role: { by: 'role', role: '' },
  manager: { by: 'manager' },
  submitter: { by: 'submitter' },
  field: { by: 'field', path: '' },
};

/** Who is meant: the manager, a role, one person, the person in a field, or the submitter. */
export function PeopleEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  const t = useTranslations('builder.people');
  const people = isObject(value) && typeof value['by'] === 'string' ? (value as People) : null;
  return (
    <Stack gap={6}>
      <Select
        size="xs"
        label={label}
        description={help}
        error={error}
        withAsterisk={isRequired}
        clearable={!isRequired}
        allowDeselect={false}
        placeholder={t('choose')}
        data={WAYS.map((by) => ({ value: by, label: t(`by.${by}`) }))}
        value={people?.by ?? null}
        onChange={(by) => onChange(by ? START[by as By] : undefined)}
      />
      {people && <Whom people={people} onChange={onChange} />}
    </Stack>
  );
}

function Whom({ people, onChange }: { readonly people: People; readonly onChange: (people: People) => void }) {
  const t = useTranslations('builder.people');
  const say = useSay();
  const scope = useScope();
  if (people.by === 'role') {
    return (
      <Select
        size="xs"
        searchable
        aria-label={t('role')}
        placeholder={t('role')}
        data={scope.roles.map((role) => ({ value: role.name, label: say(role.label, role.name) }))}
        value={people.role || null}
        onChange={(role) => onChange({ by: 'role', role: role ?? '' })}
      />
    );
  }
  if (people.by === 'person') {
    return <PersonSelect email={people.person} onChange={(person) => onChange({ by: 'person', person })} />;
  }
  if (people.by !== 'field') return null;
  const own = (scope.entity?.fields ?? []).map((field) => ({
    ...field,
    path: field.name,
    label: say(field.label, field.name),
  }));
  const further = own.flatMap((field) =>
    (scope.find(field.target)?.fields ?? []).map((next) => ({
      ...next,
      path: `${field.path}.${next.name}`,
      label: `${field.label} › ${say(next.label, next.name)}`,
    })),
  );
  const data = [...own, ...further]
    .filter((f) => f.target === 'person')
    .map((f) => ({ value: f.path, label: f.label }));
  return (
    <Select
      size="xs"
      searchable
      aria-label={t('field')}
      placeholder={t('field')}
      nothingFoundMessage={t('noPersonField')}
      data={data}
      value={people.path || null}
      onChange={(path) => onChange({ by: 'field', path: path ?? '' })}
    />
  );
}

const MOST_PEOPLE = 50;
const ACTIVE = { field: 'is_active', op: 'eq', value: true } as const;
const words = (row: RecordView | undefined): string => (row ? `${row.title} · ${String(row['email'])}` : '');

/** A person is kept by e-mail address: a document that is carried to another installation still means somebody. */
function PersonSelect({ email, onChange }: { readonly email: string; readonly onChange: (email: string) => void }) {
  const t = useTranslations('builder.people');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 150);
  // The list of people reads like any other: whoever builds need not administer.
  const found = useRead('record.list', {
    entity: 'person',
    fields: ['email'],
    filter: ACTIVE,
    sort: [{ field: 'name', direction: 'asc' }],
    page: { size: MOST_PEOPLE },
    ...(search ? { search } : {}),
  });
  const here = useRead(
    'record.list',
    { entity: 'person', fields: ['email'], filter: { field: 'email', op: 'eq', value: email } },
    { enabled: email !== '' },
  );
  const chosen = words(here.data?.rows[0]) || email;
  const data = (found.data?.rows ?? []).map((row) => ({ value: String(row['email']), label: words(row) }));
  const isKnown = email === '' || data.some((d) => d.value === email);
  return (
    <Select
      size="xs"
      searchable
      aria-label={t('person')}
      placeholder={t('person')}
      nothingFoundMessage={t('nobody')}
      data={isKnown ? data : [{ value: email, label: chosen }, ...data]}
      // The server has filtered already.
      filter={({ options }) => options}
      value={email || null}
      onSearchChange={(text) => setTyped(text === chosen ? '' : text)}
      error={found.error?.message}
      onChange={(next) => onChange(next ?? '')}
    />
  );
}
