'use client';
import { Select, SimpleGrid, Stack, Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { EntityRights } from '@/engine/form/edit/command';
import { ACTIONS, PRESETS, presetOf, SCOPES, withPreset } from './rights';
import classes from './role.module.css';

const USUAL = 'usual';

/** The rights of one role to one entity: a usual combination by name, or each right by itself. */
export function EntityRightsEditor(props: {
  readonly label: string;
  readonly rights: EntityRights | undefined;
  /** What holds while nothing is said of this entity: the role's rights to every other entity. */
  readonly usual?: EntityRights | undefined;
  readonly onChange: (rights: EntityRights | undefined) => void;
}) {
  const { label, rights, usual, onChange } = props;
  const t = useTranslations('builder.rights');
  const preset = rights || !usual ? presetOf(rights) : USUAL;
  const choose = (name: string) => {
    if (name === USUAL) onChange(undefined);
    // Where everything is allowed otherwise, "no access" has to be said.
    else if (name !== 'custom') onChange(withPreset(rights, name) ?? (usual && {}));
  };
  return (
    <Stack gap={6} className={classes.group}>
      <Select
        size="xs"
        label={label}
        allowDeselect={false}
        value={preset}
        data={[
          ...(usual ? [{ value: USUAL, label: t('usualPreset', { preset: t(`preset.${presetOf(usual)}`) }) }] : []),
          ...[...Object.keys(PRESETS), ...(preset === 'custom' ? ['custom'] : [])].map((name) => ({
            value: name,
            label: t(`preset.${name}`),
          })),
        ]}
        onChange={(name) => name && choose(name)}
      />
      {rights && (
        <>
          <Switch
            size="xs"
            label={t('create')}
            checked={rights.create ?? false}
            onChange={(event) => onChange({ ...rights, create: event.currentTarget.checked })}
          />
          <SimpleGrid cols={3} spacing={6}>
            {ACTIONS.map((action) => (
              <Select
                key={action}
                size="xs"
                label={t(action)}
                aria-label={`${label}: ${t(action)}`}
                allowDeselect={false}
                comboboxProps={{ width: 200, position: 'bottom-start' }}
                data={SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
                value={rights[action] ?? 'none'}
                onChange={(scope) => onChange({ ...rights, [action]: scope })}
              />
            ))}
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}
