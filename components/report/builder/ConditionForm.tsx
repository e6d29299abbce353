'use client';
import { MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldInput, inputOf } from '@/components/inputs/registry';
import { useSay } from '@/components/ui/say';
import type { FilterOperator } from '@/engine/kernel/contract';
import { isObject, type Json } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';
import type { Condition } from '@/engine/report/edit/report';
import { RelativeInput } from '@/components/record/RelativeInput';
import { operatorsOf, shapeOfValue, STRETCHES, type ValueShape } from './conditions';
import type { Choice } from './fields';
import { useLink } from './useLink';

interface Props {
  readonly choice: Choice;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}
interface ValueProps extends Props {
  readonly label: string;
}

const PARTS_OF_TEXT: readonly FilterOperator[] = ['contains', 'startsWith'];

/** One condition of "Show only": the way to compare and, where it needs one, the value. */
export function ConditionForm(props: Props) {
  const t = useTranslations('report');
  const { choice, condition, onChange } = props;
  const changeOperator = (op: FilterOperator) => {
    const isSameShape = shapeOfValue(op) === shapeOfValue(condition.op) && !PARTS_OF_TEXT.includes(op);
    onChange({ field: condition.field, op, ...(isSameShape ? { value: condition.value } : {}) });
  };
  const Value = VALUES[shapeOfValue(condition.op)];
  return (
    <Stack gap="xs">
      <Select
        size="xs"
        label={t('builder.compare')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={operatorsOf(choice).map((op) => ({ value: op, label: t(`op.${op}`) }))}
        value={condition.op}
        onChange={(op) => op && changeOperator(op as FilterOperator)}
      />
      <Value {...props} label={t('builder.value')} />
    </Stack>
  );
}

/** A record is picked as `{id, title}` but kept by its id alone: titles change. */
const kept = (value: Json): Json => (isObject(value) && typeof value.id === 'string' ? value.id : value);

function OneValue({ choice, condition, onChange, label }: ValueProps) {
  const link = useLink(choice.field.target, condition.value);
  if (PARTS_OF_TEXT.includes(condition.op)) {
    return (
      <TextInput
        size="xs"
        label={label}
        value={String(condition.value ?? '')}
        onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
      />
    );
  }
  return (
    <FieldInput
      id={`condition-${choice.path}`}
      field={choice.field}
      label={label}
      isRequired={false}
      value={link ?? (condition.value as Json | undefined) ?? null}
      onChange={(value) => onChange({ ...condition, value: kept(value) })}
    />
  );
}

function ManyValues({ choice, condition, onChange, label }: ValueProps) {
  const say = useSay();
  const choices = choice.field.options.choices as unknown as readonly { value: string; label: Text }[];
  return (
    <MultiSelect
      size="xs"
      label={label}
      comboboxProps={{ withinPortal: false }}
      data={choices.map((one) => ({ value: one.value, label: say(one.label, one.value) }))}
      value={Array.isArray(condition.value) ? (condition.value as string[]) : []}
      onChange={(value) => onChange({ ...condition, value })}
    />
  );
}

function TwoValues({ choice, condition, onChange }: ValueProps) {
  const t = useTranslations('report.builder');
  const pair: readonly Json[] = Array.isArray(condition.value) ? (condition.value as Json[]) : [null, null];
  return (
    <>
      {(['from', 'to'] as const).map((end, index) => (
        <FieldInput
          key={end}
          id={`condition-${choice.path}-${end}`}
          field={choice.field}
          label={t(end)}
          isRequired={false}
          value={pair[index] ?? null}
          onChange={(value) =>
            onChange({ ...condition, value: [0, 1].map((i) => (i === index ? value : (pair[i] ?? null))) })
          }
        />
      ))}
    </>
  );
}

function OwnValue({ choice, condition, onChange, label }: ValueProps) {
  const Own = inputOf(choice.field).filters?.[condition.op];
  if (!Own) return null;
  return (
    <Own
      id={`condition-${choice.path}`}
      field={choice.field}
      label={label}
      isRequired={false}
      value={(condition.value as Json | undefined) ?? null}
      onChange={(value) => onChange({ ...condition, value })}
    />
  );
}

function RelativeValue({ condition, onChange, label }: ValueProps) {
  const t = useTranslations('report.relative');
  return (
    <RelativeInput
      size="xs"
      label={label}
      named={STRETCHES.map((stretch) => ({ ...stretch, label: t(stretch.name) }))}
      value={(condition.value as Json | undefined) ?? null}
      onChange={(value) => onChange({ ...condition, value })}
    />
  );
}

const VALUES: { readonly [shape in ValueShape]: (props: ValueProps) => React.ReactNode } = {
  none: () => null,
  one: OneValue,
  many: ManyValues,
  two: TwoValues,
  relative: RelativeValue,
  own: OwnValue,
};
