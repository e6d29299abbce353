'use client';
import { ActionIcon, Button, ColorSwatch, Group, Select, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FilterEditor } from '@/components/record/FilterEditor';
import { fromFilter, isCondition, toFilter, type Condition } from '@/components/record/filterTree';
import { useConditionWords } from '@/components/record/conditionWords';
import { listFields } from '@/components/record/listState';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import type { ViewColor } from '@/engine/kernel/documents.generated';
import { canMatch } from './matches';
import { RULE_COLORS } from './table/colors';
import classes from './views.module.css';

interface Rules {
  readonly entity: EntityView;
  readonly rules: readonly ViewColor[];
  onChange(rules: readonly ViewColor[]): void;
}

/** Rules "when … then this colour": of the whole row, or of one cell. The first that fits wins. */
export function ColorRules({ entity, rules, onChange }: Rules) {
  const t = useTranslations('view');
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Stack gap={6}>
      <Text size="sm">{t('color.title')}</Text>
      {rules.map((rule, index) => (
        <Rule
          key={index}
          entity={entity}
          rule={rule}
          isOpen={open === index}
          onOpen={() => setOpen(open === index ? null : index)}
          onChange={(next) => onChange(rules.with(index, next))}
          onRemove={() => onChange(rules.filter((_one, at) => at !== index))}
        />
      ))}
      {open === rules.length ? (
        <div className={classes.rule}>
          <FilterEditor
            entity={entity}
            condition={null}
            offers={canMatch}
            onSave={(condition) => {
              const color = RULE_COLORS[rules.length % RULE_COLORS.length]!;
              onChange([...rules, { when: filterOf(condition), color }]);
              setOpen(null);
            }}
          />
        </div>
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setOpen(rules.length)}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('color.add')}
        </Button>
      )}
    </Stack>
  );
}
const filterOf = (condition: Condition) => toFilter({ mode: 'all', items: [condition] })!;

function Rule(props: {
  entity: EntityView;
  rule: ViewColor;
  isOpen: boolean;
  onOpen: () => void;
  onChange: (rule: ViewColor) => void;
  onRemove: () => void;
}) {
  const t = useTranslations('view');
  const say = useSay();
  const words = useConditionWords(props.entity);
  const { rule } = props;
  const { items } = fromFilter(rule.when);
  const only = items.length === 1 && isCondition(items[0]) ? items[0] : null;
  const said = items.map((item) => (isCondition(item) ? words(item) : t('filter.raw'))).join(', ');
  return (
    <Stack gap={6} className={classes.rule}>
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <UnstyledButton fz="sm" onClick={props.onOpen}>
          {said}
        </UnstyledButton>
        <ActionIcon size={22} variant="subtle" color="gray" aria-label={t('color.remove')} onClick={props.onRemove}>
          <Icon name="x" size={13} />
        </ActionIcon>
      </Group>
      {props.isOpen && only ? (
        <FilterEditor
          entity={props.entity}
          condition={only}
          offers={canMatch}
          onSave={(condition) => {
            props.onChange({ ...rule, when: filterOf(condition) });
            props.onOpen();
          }}
        />
      ) : null}
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Group gap={4} role="radiogroup" aria-label={t('color.title')}>
          {RULE_COLORS.map((color) => (
            <ColorSwatch
              key={color}
              component="button"
              type="button"
              role="radio"
              aria-checked={rule.color === color}
              aria-label={t(`color.${color}`)}
              size={18}
              color={`var(--mantine-color-${color}-5)`}
              style={{ cursor: 'pointer', outline: rule.color === color ? '2px solid currentColor' : undefined }}
              onClick={() => props.onChange({ ...rule, color })}
            />
          ))}
        </Group>
        <Select
          size="xs"
          w={120}
          aria-label={t('color.where')}
          value={rule.field ?? ''}
          data={[
            { value: '', label: t('color.row') },
            ...listFields(props.entity).map((field) => ({ value: field.name, label: say(field.label, field.name) })),
          ]}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(field) => {
            const { field: _before, ...rest } = rule;
            props.onChange(field ? { ...rest, field } : rest);
          }}
        />
      </Group>
    </Stack>
  );
}
