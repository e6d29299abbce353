'use client';
import { Button, Checkbox, Group, Modal, MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { useMay } from '@/components/shell/session';
import { ProblemList } from '@/components/ui/ProblemList';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { EntityView, SavedView } from '@/engine/kernel/api';
import type { Text, ViewDefinition } from '@/engine/kernel/documents.generated';
import type { ListView } from './useView';

/** What the dialog of names is about. */
export interface Naming {
  readonly what: 'new' | 'copy' | 'edit';
  readonly view?: SavedView;
  readonly definition: ViewDefinition;
}
const named = (before: Text | undefined, locale: keyof Text, text: string): Text =>
  before ? { ...before, [locale]: text } : { 'zh-CN': text, en: text };

/** Name, for whom, and whether the list opens with it. */
export function NameDialog(props: { entity: EntityView; naming: Naming; list: ListView; onClose: () => void }) {
  const t = useTranslations('view');
  const say = useSay();
  const locale = useAppLocale();
  const mayShare = useMay('build');
  const { entity, naming, list } = props;
  const isEdit = naming.what === 'edit';
  const before = naming.view;
  const [name, setName] = useState(
    before ? (isEdit ? say(before.label) : t('copyOf', { view: say(before.label) })) : '',
  );
  const [scope, setScope] = useState<SavedView['scope']>(isEdit && before ? before.scope : 'personal');
  const [roles, setRoles] = useState<string[]>(isEdit && before ? [...before.roles] : []);
  const [isDefault, setDefault] = useState(isEdit && before ? before.isDefault : false);
  const save = useWrite('view.save', ['view.list']);
  const submit = () =>
    save.mutate(
      {
        entity: entity.name,
        scope,
        label: named(isEdit ? before?.label : undefined, locale, name.trim()),
        definition: naming.definition,
        ...(isEdit && before && { view: before.id, base: before.rev }),
        ...(scope === 'shared' && { roles, isDefault }),
      },
      {
        onSuccess: (saved) => {
          props.onClose();
          if (isEdit) return;
          // What was changed is in the new view now.
          list.reset();
          list.show(saved.id);
        },
      },
    );
  return (
    <Modal opened onClose={props.onClose} title={t(`dialog.${naming.what}`)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) submit();
        }}
      >
        <Stack gap="sm">
          <ProblemList error={save.error} />
          <TextInput
            label={t('name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={60}
            data-autofocus
            required
          />
          {mayShare && !isEdit ? (
            <Radio.Group label={t('whose')} value={scope} onChange={(value) => setScope(value as SavedView['scope'])}>
              <Stack gap={6} mt={4}>
                <Radio value="personal" label={t('personal')} />
                <Radio value="shared" label={t('shared')} />
              </Stack>
            </Radio.Group>
          ) : null}
          {scope === 'shared' && mayShare ? (
            <>
              <RoleSelect value={roles} onChange={setRoles} />
              <Checkbox
                label={t('isDefault')}
                checked={isDefault}
                onChange={(event) => setDefault(event.currentTarget.checked)}
              />
            </>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function RoleSelect(props: { value: string[]; onChange: (roles: string[]) => void }) {
  const t = useTranslations('view');
  const say = useSay();
  const roles = useRead('document.list', { kind: 'role' }).data?.documents ?? [];
  return (
    <MultiSelect
      label={t('roles')}
      description={t('rolesHint')}
      data={roles.map((role) => ({ value: role.name, label: say(role.label, role.name) }))}
      value={props.value}
      onChange={props.onChange}
      clearable
    />
  );
}
