'use client';
import { Button, Group, Menu, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityRights } from '@/engine/form/edit/command';
import { useScope, type ScopeField } from '../properties/scope';
import { EntityRightsEditor } from './EntityRightsEditor';
import { FIELD_RIGHTS, rightsFor, withFieldRight, withFieldRights } from './rights';
import shared from '../builder.module.css';

/** From this number on fields are looked for by their names. */
const MANY = 8;

interface Props {
  readonly entity: string;
  readonly rights: EntityRights | undefined;
  readonly onChange: (rights: EntityRights | undefined) => void;
}

/** The rights of a role to one entity, down to its fields. */
export function RoleFieldRights({ entity: name, rights, onChange }: Props) {
  const t = useTranslations('builder.rights');
  const role = useTranslations('builder.role');
  const say = useSay();
  const entity = useScope().find(name);
  return (
    <Stack gap="sm" className={shared.panel}>
      <EntityRightsEditor
        key={name}
        label={entity ? say(entity.label, entity.name) : role('every')}
        rights={rights}
        onChange={onChange}
      />
      {rights && (
        <Select
          size="xs"
          label={t('otherFields')}
          description={t('otherFieldsHelp')}
          allowDeselect={false}
          data={FIELD_RIGHTS.map((right) => ({ value: right, label: t(`right.${right}`) }))}
          value={rights.otherFields ?? 'edit'}
          onChange={(right) => onChange({ ...rights, otherFields: FIELD_RIGHTS.find((r) => r === right) ?? 'edit' })}
        />
      )}
      {rights && entity && entity.fields.length > 0 && (
        <Fields key={`${name} fields`} fields={entity.fields} rights={rights} onChange={onChange} />
      )}
    </Stack>
  );
}

function Fields(props: {
  readonly fields: readonly ScopeField[];
  readonly rights: EntityRights;
  readonly onChange: (rights: EntityRights) => void;
}) {
  const { fields, rights, onChange } = props;
  const t = useTranslations('builder.rights');
  const access = useTranslations('access.role');
  const say = useSay();
  const [words, setWords] = useState('');
  const small = words.trim().toLowerCase();
  const found = fields.filter(({ name, label }) =>
    `${name} ${label['zh-CN']} ${label.en}`.toLowerCase().includes(small),
  );
  const setAll = (right: (typeof FIELD_RIGHTS)[number] | undefined) => {
    const fitting = found.filter(({ kind }) => !right || rightsFor(kind).includes(right));
    onChange(
      withFieldRights(
        rights,
        fitting.map(({ name }) => name),
        right,
      ),
    );
  };
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap={6}>
        <Text size="sm" fw={600}>
          {t('fields')}
        </Text>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-xs" variant="default" rightSection={<Icon name="chevron-down" size={12} />}>
              {access('setAll', { count: found.length })}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAll(undefined)}>{access('asOthers')}</Menu.Item>
            {FIELD_RIGHTS.map((right) => (
              <Menu.Item key={right} onClick={() => setAll(right)}>
                {t(`right.${right}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {fields.length >= MANY ? (
        <TextInput
          size="xs"
          type="search"
          aria-label={access('findField')}
          placeholder={access('findField')}
          leftSection={<Icon name="search" size={14} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      {found.map((field) => (
        <FieldRow key={field.name} field={field} rights={rights} onChange={onChange} />
      ))}
      {found.length === 0 ? (
        <Text size="xs" c="dimmed">
          {access('noField', { words })}
        </Text>
      ) : null}
      <Text size="xs" c="dimmed">
        {access('maskedHelp', { label: say({ 'zh-CN': '脱敏显示', en: 'Masked' }, '') })}
      </Text>
    </Stack>
  );
}

function FieldRow(props: {
  readonly field: ScopeField;
  readonly rights: EntityRights;
  readonly onChange: (rights: EntityRights) => void;
}) {
  const { field, rights, onChange } = props;
  const t = useTranslations('builder.rights');
  const access = useTranslations('access.role');
  const say = useSay();
  const usual = rights.otherFields ?? 'edit';
  const label = say(field.label, field.name);
  return (
    <Group gap={8} wrap="nowrap">
      <Text size="xs" flex={1} miw={0} style={{ overflowWrap: 'anywhere' }}>
        {label}
      </Text>
      <Select
        size="xs"
        w={148}
        style={{ flex: 'none' }}
        aria-label={label}
        allowDeselect={false}
        data={[
          { value: 'usual', label: access('usual', { right: t(`right.${usual}`) }) },
          ...rightsFor(field.kind).map((right) => ({ value: right, label: t(`right.${right}`) })),
        ]}
        value={rights.fields?.[field.name] ?? 'usual'}
        onChange={(next) =>
          onChange(
            withFieldRight(
              rights,
              field.name,
              FIELD_RIGHTS.find((right) => right === next),
            ),
          )
        }
      />
    </Group>
  );
}
