'use client';
import { Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FIELD_RIGHTS, withFieldRight } from '@/components/builder/role/rights';
import { useSay } from '@/components/ui/say';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';
import classes from './form-builder.module.css';

/** Who may see and change this one field, where that differs from the rest. */
export function FieldRights({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.rights');
  const say = useSay();
  const { roles, entity, run } = useBuilding();
  const users = roles.filter((role) => role.entities[entity.name]);
  if (users.length === 0) return null;
  return (
    <Stack gap="xs" className={classes.group}>
      <h2 className={classes.panelTitle}>{t('fieldTitle')}</h2>
      <Text size="xs" c="dimmed">
        {t('fieldHelp')}
      </Text>
      {users.map((role) => {
        const rights = role.entities[entity.name]!;
        const usual = t(`right.${rights.otherFields ?? 'edit'}`);
        return (
          <Select
            key={role.id}
            size="xs"
            label={say(role.label, role.name)}
            allowDeselect={false}
            data={[
              { value: 'usual', label: t('usual', { right: usual }) },
              ...FIELD_RIGHTS.map((right) => ({ value: right, label: t(`right.${right}`) })),
            ]}
            value={rights.fields?.[field.name] ?? 'usual'}
            onChange={(next) =>
              run([
                {
                  do: 'setRights',
                  role: role.id,
                  rights: withFieldRight(
                    rights,
                    field.name,
                    FIELD_RIGHTS.find((right) => right === next),
                  ),
                },
              ])
            }
          />
        );
      })}
    </Stack>
  );
}
