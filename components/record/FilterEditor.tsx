'use client';
import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { manyChoice } from '@/components/inputs/manyChoice';
import { FieldInput, inputOf } from '@/components/inputs/registry';
import { linkOf } from '@/components/inputs/relation/LinkSelect';
import { text } from '@/components/inputs/text';
import type { InputProps } from '@/components/inputs/types';
import { isEmptyValue, normalizeValue } from '@/components/inputs/units';
import { useFieldChoices, useFields } from '@/components/views/paths';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FilterOperator } from '@/engine/kernel/contract';
import type { Json } from '@/engine/kernel/json';
import { listFields, type Condition } from './listState';
import { RelativeInput } from './RelativeInput';
import { canFilter, operatorsOf, RELATIVE, takes, usualOperator } from './operators';

/** Builds one condition by pointing: field, comparison, value. */
export function FilterEditor(props: {
  entity: EntityView;
  condition: Condition | null;
  onSave: (condition: Condition) => void;
  onRemove?: () => void;
  /** Comparisons that are offered; all unless told. */
  offers?: (op: FilterOperator) => boolean;
}) {
  const t = useTranslations('record');
  const fields = listFields(props.entity).filter(canFilter);
  const choices = useFieldChoices(props.entity, fields, canFilter);
  const lookup = useFields(props.entity);
  const [name, setName] = useState(firstField(props.condition, fields));
  const field = lookup(name)?.field;
  const operators = field ? operatorsOf(field).filter(props.offers ?? (() => true)) : [];
  const [chosen, setChosen] = useState<FilterOperator | null>(props.condition?.op ?? null);
  const op = operators.find((operator) => operator === chosen) ?? (field && usualOperator(field));
  const [value, setValue] = useState<Json>(startValue(props.condition));
  const save = () => {
    if (field && op) props.onSave(toCondition(name, field, op, value));
  };
  const isReady = op !== undefined && isComplete(op, value);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save();
      }}
    >
      <Stack gap="xs" w={280}>
        <Select
          label={t('filter.field')}
          data={choices}
          value={name}
          searchable
          openOnFocus={false}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(next) => {
            setName(next ?? '');
            setChosen(null);
            setValue(null);
          }}
        />
        <Select
          label={t('filter.how')}
          data={operators.map((item) => ({ value: item, label: t(`filter.op.${item}`) }))}
          value={op ?? null}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(next) => {
            if (op && next && takes(op) !== takes(next as FilterOperator)) setValue(null);
            setChosen(next as FilterOperator);
          }}
        />
        {field && op ? (
          <ValueInput key={`${name} ${takes(op)}`} field={field} op={op} value={value} onChange={setValue} />
        ) : null}
        <Group justify="flex-end" gap="xs">
          {props.onRemove ? (
            <Button variant="subtle" color="gray" onClick={props.onRemove}>
              {t('filter.remove')}
            </Button>
          ) : null}
          <Button type="submit" disabled={!isReady}>
            {t('filter.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ValueInput(props: { field: FieldView; op: FilterOperator; value: Json; onChange: (value: Json) => void }) {
  const t = useTranslations('record');
  const { field, op, value, onChange } = props;
  const plain: InputProps = {
    id: 'filter-value',
    field: { ...field, default: null },
    value,
    onChange,
    label: t('filter.value'),
    isRequired: false,
  };
  const kind = takes(op);
  const Own = inputOf(field).filters?.[op];
  if (Own) return <Own {...plain} />;
  if (kind === 'none') return null;
  if (kind === 'text') return <text.Input {...plain} />;
  if (kind === 'many') return <manyChoice.Input {...plain} />;
  if (kind === 'two') {
    const [low = null, high = null] = Array.isArray(value) ? (value as Json[]) : [];
    return (
      <Group grow gap="xs" align="flex-start">
        <FieldInput {...plain} label={t('filter.from')} value={low} onChange={(next) => onChange([next, high])} />
        <FieldInput
          {...plain}
          id="filter-value-2"
          label={t('filter.to')}
          value={high}
          onChange={(next) => onChange([low, next])}
        />
      </Group>
    );
  }
  if (kind === 'relative') {
    const named = RELATIVE.map((item) => ({ ...item, label: t(`filter.relative.${item.name}`) }));
    return <RelativeInput label={t('filter.value')} named={named} value={value} onChange={onChange} />;
  }
  return <FieldInput {...plain} />;
}

function isComplete(op: FilterOperator, value: Json): boolean {
  const kind = takes(op);
  if (kind === 'none') return true;
  if (kind === 'two') {
    return Array.isArray(value) && value.length === 2 && !value.some((item: Json) => isEmptyValue(item));
  }
  // A switch that was not touched means "no".
  return typeof value === 'boolean' || !isEmptyValue(value);
}

const firstField = (condition: Condition | null, fields: readonly FieldView[]): string =>
  condition?.field ?? fields[0]?.name ?? '';

function startValue(condition: Condition | null): Json {
  if (!condition) return null;
  return condition.said ? { id: String(condition.value), title: condition.said } : condition.value;
}

/** Values as the query takes them; a link keeps its title for the chip. */
function toCondition(path: string, field: FieldView, op: FilterOperator, value: Json): Condition {
  const kind = takes(op);
  if (kind === 'none') return { field: path, op, value: null };
  const link = kind === 'one' && typeof value === 'object' ? linkOf(value) : null;
  if (link) return { field: path, op, value: link.id, said: link.title };
  if (kind === 'one') return { field: path, op, value: normalizeValue(field, value) };
  return { field: path, op, value };
}
