'use client';
import { Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { EntityRights } from '@/engine/form/edit/command';
import { useScope } from '../properties/scope';
import { EntityRightsEditor } from './EntityRightsEditor';
import { FIELD_RIGHTS, withFieldRight } from './rights';
import shared from '../builder.module.css';

/** The rights of a role to one entity, down to its fields. */
export function RoleFieldRights(props: {
  readonly entity: string;
  readonly rights: EntityRights | undefined;
  readonly onChange: (rights: EntityRights | undefined) => void;
}) {
  const { rights, onChange } = props;
  const t = useTranslations('builder.rights');
  const role = useTranslations('builder.role');
  const say = useSay();
  const entity = useScope().find(props.entity);
  const options = FIELD_RIGHTS.map((right) => ({ value: right, label: t(`right.${right}`) }));
  const usual = rights?.otherFields ?? 'edit';
  return (
    <Stack gap="sm" className={shared.panel}>
      <EntityRightsEditor
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
          data={options}
          value={usual}
          onChange={(right) => onChange({ ...rights, otherFields: FIELD_RIGHTS.find((r) => r === right) ?? 'edit' })}
        />
      )}
      {rights && entity && entity.fields.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            {t('fields')}
          </Text>
          {entity.fields.map((field) => (
            <Select
              key={field.name}
              size="xs"
              label={say(field.label, field.name)}
              allowDeselect={false}
              data={[{ value: 'usual', label: t('usual', { right: t(`right.${usual}`) }) }, ...options]}
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
          ))}
        </>
      )}
    </Stack>
  );
}
