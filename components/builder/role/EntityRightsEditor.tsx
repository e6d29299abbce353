'use client';
import { ActionIcon, Box, Group, Select, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ConditionBuilder } from '../conditions/ConditionBuilder';
import type { EntityRights } from '@/engine/form/edit/command';
import { Icon } from '@/components/ui/icons';
import { ACTIONS, PRESETS, presetOf, SCOPES, withCondition, withPreset } from './rights';
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
          <ActionRow
            label={t('create')}
            condition={rights.create ? (rights.conditions?.create ?? '') : undefined}
            onCondition={(source) => onChange(withCondition(rights, 'create', source))}
          >
            <Switch
              size="xs"
              aria-label={`${label}: ${t('create')}`}
              checked={rights.create ?? false}
              onChange={(event) => onChange({ ...rights, create: event.currentTarget.checked })}
            />
          </ActionRow>
          {ACTIONS.map((action) => (
            <ActionRow
              key={action}
              label={t(action)}
              condition={(rights[action] ?? 'none') === 'none' ? undefined : (rights.conditions?.[action] ?? '')}
              onCondition={(source) => onChange(withCondition(rights, action, source))}
            >
              <Select
                size="xs"
                aria-label={`${label}: ${t(action)}`}
                allowDeselect={false}
                data={SCOPES.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
                value={rights[action] ?? 'none'}
                onChange={(scope) => onChange({ ...rights, [action]: scope })}
              />
            </ActionRow>
          ))}
        </>
      )}
    </Stack>
  );
}

/** One right, and what must hold of a record besides; `condition` undefined: there is nothing to narrow. */
function ActionRow(props: {
  readonly label: string;
  readonly condition: string | undefined;
  readonly onCondition: (source: string | undefined) => void;
  readonly children: ReactNode;
}) {
  const { label, condition, onCondition } = props;
  const t = useTranslations('access.condition');
  const [isOpen, setIsOpen] = useState(false);
  const isShown = condition !== undefined && (isOpen || condition !== '');
  return (
    <Stack gap={4}>
      <Group gap={6} wrap="nowrap" mih={30}>
        <Text size="xs" w={58} style={{ flex: 'none' }}>
          {label}
        </Text>
        <Box flex={1} miw={0}>
          {props.children}
        </Box>
        {condition === undefined ? null : (
          <Tooltip label={t('title')}>
            <ActionIcon
              size="sm"
              variant={condition ? 'light' : 'subtle'}
              color={condition ? undefined : 'gray'}
              aria-label={`${label}: ${t('title')}`}
              aria-expanded={isShown}
              onClick={() => setIsOpen(!isShown)}
            >
              <Icon name="filter" size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {isShown ? (
        <Box className={classes.condition}>
          <ConditionBuilder label={t('only', { action: label })} value={condition} onChange={onCondition} />
        </Box>
      ) : null}
    </Stack>
  );
}
