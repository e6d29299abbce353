'use client';
import { Select, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Reasons } from '@/components/access/Reasons';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { FormSkeleton } from '@/components/ui/Skeletons';

const ACTIONS = ['read', 'update', 'delete', 'create'] as const;
type Action = (typeof ACTIONS)[number];

/** What a person may do with an entity, a record or a field, and why: the very tests that are enforced. */
export function CheckAccess({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  const t = useTranslations('access.check');
  const why = useTranslations('access.why');
  const say = useSay();
  const [entity, setEntity] = useState<string | null>(null);
  const [action, setAction] = useState<Action>('read');
  const [record, setRecord] = useState<string | null>(null);
  const [field, setField] = useState<string | null>(null);
  const entities = useRead('entity.list', {}).data?.entities.filter(({ isPlatform }) => !isPlatform) ?? [];
  const chosen = entities.find(({ name }) => name === entity);
  const words = (one: Action) => (one === 'create' ? t('create') : why(one));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('pick')}
      </Text>
      <Select
        label={t('entity')}
        searchable
        allowDeselect={false}
        data={entities.map(({ name, label }) => ({ value: name, label: say(label, name) }))}
        value={entity}
        onChange={(name) => {
          setEntity(name);
          setRecord(null);
          setField(null);
        }}
      />
      {chosen ? (
        <>
          <SegmentedControl
            fullWidth
            aria-label={why('action')}
            value={action}
            onChange={(next) => setAction(ACTIONS.find((one) => one === next) ?? 'read')}
            data={ACTIONS.map((one) => ({ value: one, label: words(one) }))}
          />
          {action === 'create' ? null : (
            <RecordSelect key={chosen.name} entity={chosen.name} value={record} onChange={setRecord} />
          )}
          {action === 'delete' ? null : (
            <Select
              label={t('field')}
              placeholder={t('any')}
              searchable
              clearable
              data={chosen.fields.map(({ name, label }) => ({ value: name, label: say(label, name) }))}
              value={field}
              onChange={setField}
            />
          )}
          <Answer
            asked={{
              entity: chosen.name,
              action,
              person: person.id,
              ...(record && action !== 'create' ? { record } : {}),
              ...(field && action !== 'delete' ? { field } : {}),
            }}
          />
        </>
      ) : null}
    </Stack>
  );
}

function Answer({ asked }: { readonly asked: Parameters<typeof useRead<'access.explain'>>[1] }) {
  const answer = useRead('access.explain', asked, { staleTime: 0 });
  return (
    <>
      <ProblemList error={answer.error} />
      {answer.isLoading ? <FormSkeleton fields={2} /> : null}
      {answer.data ? <Reasons explanation={answer.data} /> : null}
    </>
  );
}

/** A record by its title, found while typing. */
function RecordSelect(props: {
  readonly entity: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}) {
  const { entity, value, onChange } = props;
  const t = useTranslations('access.check');
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const found = useRead('record.options', { entity, size: 20, ...(search.trim() ? { search: search.trim() } : {}) });
  const options = found.data?.options ?? [];
  const [kept, setKept] = useState<{ readonly id: string; readonly title: string } | null>(null);
  const all = kept && !options.some(({ id }) => id === kept.id) ? [kept, ...options] : options;
  return (
    <Select
      label={t('record')}
      placeholder={t('any')}
      searchable
      clearable
      filter={({ options: given }) => given}
      data={all.map(({ id, title }) => ({ value: id, label: title || '—' }))}
      searchValue={words}
      onSearchChange={setWords}
      value={value}
      onChange={(id) => {
        setKept(all.find((one) => one.id === id) ?? null);
        onChange(id);
      }}
    />
  );
}
