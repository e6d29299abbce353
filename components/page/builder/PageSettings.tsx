'use client';
import { MultiSelect, Select, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useScope } from '@/components/builder/properties/scope';
import { useQuery } from '@tanstack/react-query';
import { call, useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import { useBuilding } from './context';

/** Whom the page is for, and by which form it is edited. */
export function PageSettings() {
  const t = useTranslations('page.build');
  const say = useSay();
  const { page, put } = useBuilding();
  const scope = useScope();
  const { data } = useRead('document.list', { kind: 'form' });
  const forms = useFormsOf(page.entity, data?.documents.map(({ name }) => name) ?? []);
  const { form: _form, ...withoutForm } = page;
  return (
    <>
      <Text fw={600} size="sm">
        {t('pageSettings')}
      </Text>
      <Text size="xs" c="dimmed">
        {say(scope.find(page.entity)?.label, page.entity)}
      </Text>
      <MultiSelect
        size="xs"
        label={t('roles')}
        description={t('rolesHelp')}
        searchable
        data={scope.roles.map((role) => ({ value: role.name, label: say(role.label, role.name) }))}
        value={[...(page.roles ?? [])]}
        onChange={(roles) => put({ ...page, roles }, 'roles')}
      />
      <Select
        size="xs"
        label={t('form')}
        placeholder={t('formUsual')}
        clearable
        data={forms.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
        value={page.form ?? null}
        onChange={(form) => put(form === null ? withoutForm : { ...page, form }, 'form')}
      />
    </>
  );
}

/** The forms of an entity, out of all forms. */
function useFormsOf(entity: string, names: readonly string[]) {
  const { data } = useQuery({
    queryKey: ['document.list', 'forms', entity, names],
    enabled: names.length > 0,
    staleTime: 30_000,
    queryFn: async ({ signal }) => {
      const all = await Promise.all(names.map((name) => call('document.get', { kind: 'form', name }, signal)));
      return all.map(({ document }) => document);
    },
  });
  return (data ?? []).filter((one) => one.kind === 'form' && one.entity === entity);
}
