'use client';
import { Group, Menu, Switch, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityRights } from '@/engine/form/edit/command';
import type { RoleDocument } from '@/engine/kernel/documents.generated';
import { useScope, type ScopeEntity } from '../properties/scope';
import { ACTIONS, SCOPES } from './rights';
import shared from '../builder.module.css';
import classes from './role.module.css';

/** Stands for every entity that is not named. */
export const EVERY = '*';
/** From this number on entities are looked for by their names. */
const MANY = 8;

interface MatrixProps {
  readonly role: RoleDocument;
  readonly selected: string | null;
  readonly onSelect: (entity: string) => void;
  readonly onChange: (entity: string, rights: EntityRights | undefined) => void;
}

/** Entity by entity: create, read, update, delete. On a phone each entity is a card. */
export function RightsMatrix(props: MatrixProps) {
  const t = useTranslations('builder.role');
  const rights = useTranslations('builder.rights');
  const access = useTranslations('access.role');
  const { entities } = useScope();
  const [words, setWords] = useState('');
  const small = words.trim().toLowerCase();
  const every: ScopeEntity = { name: EVERY, label: { 'zh-CN': '', en: '' }, fields: [] };
  const found = entities.filter(({ name, label }) =>
    `${name} ${label['zh-CN']} ${label.en}`.toLowerCase().includes(small),
  );
  return (
    <div className={shared.sheet}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('help')}
      </Text>
      {entities.length >= MANY ? (
        <TextInput
          size="xs"
          mb="sm"
          maw={280}
          type="search"
          aria-label={access('findEntity')}
          placeholder={access('findEntity')}
          leftSection={<Icon name="search" size={14} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.matrix} role="table" aria-label={t('entities')}>
        <div className={classes.head} role="row">
          <span role="columnheader">{t('entity')}</span>
          {(['create', ...ACTIONS] as const).map((action) => (
            <span key={action} role="columnheader">
              {rights(action)}
            </span>
          ))}
        </div>
        {[...found, every].map((entity) => (
          <MatrixRow key={entity.name} {...props} entity={entity} />
        ))}
      </div>
    </div>
  );
}

function MatrixRow({ role, selected, onSelect, onChange, entity }: MatrixProps & { readonly entity: ScopeEntity }) {
  const t = useTranslations('builder.role');
  const words = useTranslations('builder.rights');
  const say = useSay();
  const rights: EntityRights = role.entities[entity.name] ?? {};
  const label = entity.name === EVERY ? t('every') : say(entity.label, entity.name);
  return (
    <div className={classes.row} role="row" data-selected={selected === entity.name}>
      <div role="rowheader" className={classes.name}>
        <UnstyledButton fz="sm" fw={500} aria-pressed={selected === entity.name} onClick={() => onSelect(entity.name)}>
          {label}
        </UnstyledButton>
      </div>
      <Cell label={words('create')}>
        <Group gap={4} wrap="nowrap">
          <Switch
            size="xs"
            aria-label={`${label}: ${words('create')}`}
            checked={rights.create ?? false}
            onChange={(event) => onChange(entity.name, { ...rights, create: event.currentTarget.checked })}
          />
          <ConditionMark source={rights.create ? rights.conditions?.create : undefined} />
        </Group>
      </Cell>
      {ACTIONS.map((action) => (
        <Cell key={action} label={words(action)}>
          <ScopeMenu
            label={`${label}: ${words(action)}`}
            value={rights[action] ?? 'none'}
            condition={rights.conditions?.[action]}
            onChange={(scope) => onChange(entity.name, { ...rights, [action]: scope })}
          />
        </Cell>
      ))}
    </div>
  );
}

const Cell = (props: { readonly label: string; readonly children: ReactNode }) => (
  <div role="cell" className={classes.cell}>
    <span className={classes.cellLabel} aria-hidden>
      {props.label}
    </span>
    {props.children}
  </div>
);

/** Tells of a condition; it is set in the panel at the side. */
function ConditionMark({ source }: { readonly source: string | undefined }) {
  const t = useTranslations('access.condition');
  if (source === undefined) return null;
  return (
    <span title={source} aria-label={t('has', { source })} role="img" className={classes.mark}>
      <Icon name="filter" size={12} />
    </span>
  );
}

type Scope = (typeof SCOPES)[number];

/** A scope as words that wrap: a select would cut them off. */
function ScopeMenu(props: {
  readonly label: string;
  readonly value: Scope;
  readonly condition: string | undefined;
  readonly onChange: (scope: Scope) => void;
}) {
  const { label, value, condition, onChange } = props;
  const t = useTranslations('builder.rights');
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.scope}
          data-none={value === 'none'}
          aria-label={`${label}: ${t(`scope.${value}`)}`}
        >
          <span>{t(`scope.${value}`)}</span>
          <ConditionMark source={value === 'none' ? undefined : condition} />
          <Icon name="chevron-down" size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {SCOPES.map((scope) => (
          <Menu.Item
            key={scope}
            aria-current={scope === value}
            rightSection={scope === value ? <Icon name="check" size={14} /> : null}
            onClick={() => onChange(scope)}
          >
            {t(`scope.${scope}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
