'use client';
import { ActionIcon, Group, MultiSelect, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconColumns1, IconCursorText } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import {
  choicesFor,
  listOf,
  mayCompare,
  needsValue,
  operatorsOf,
  takesField,
  type ConditionField,
  type Operator,
  type Row,
} from './tree';

interface RowProps {
  readonly row: Row;
  /** Its place, from 1, for those who listen. */
  readonly n: number;
  readonly fields: readonly ConditionField[];
  readonly onChange: (row: Row) => void;
}

/** One comparison: field, operator, and a value of the field's kind or another field. */
export function RowEditor({ row, n, fields, onChange }: RowProps) {
  const t = useTranslations('formBuilder.condition');
  const field = fields.find(({ name }) => name === row.field);
  const others = field ? fields.filter((one) => one.name !== field.name && mayCompare(field, one)) : [];
  const isRecord = field?.kind === 'record';
  const operators = field ? operatorsOf(field).filter((op) => !isRecord || !needsValue(op) || others.length > 0) : [];
  const pick = (name: string) => {
    const next = fields.find((one) => one.name === name);
    if (next) onChange({ is: 'row', field: name, op: operatorsOf(next)[0]!, value: '' });
  };
  const putOperator = (op: Operator) => {
    if (isRecord && needsValue(op)) return onChange({ ...row, op, value: others[0]!.name, isField: true });
    const keeps = needsValue(op) && op !== 'oneOf' && row.op !== 'oneOf' && (!row.isField || takesField(op));
    onChange(keeps ? { ...row, op } : { is: 'row', field: row.field, op, value: '' });
  };
  return (
    <Stack gap={4} flex={1} miw={0} data-condition role="group" aria-label={t('rowN', { n })}>
      <FieldSelect label={t('field')} fields={fields} value={row.field} onChange={pick} />
      <Group gap={4} grow wrap="nowrap" preventGrowOverflow={false}>
        <Select
          size="xs"
          allowDeselect={false}
          aria-label={t('operator')}
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          data={(field ? operators : [row.op]).map((op) => ({
            value: op,
            label: t(operatorWords(op, field)),
          }))}
          value={row.op}
          onChange={(op) => op && putOperator(op as Operator)}
        />
        {needsValue(row.op) && <ValueSide row={row} field={field} others={others} onChange={onChange} />}
      </Group>
    </Stack>
  );
}

/** Days come before and after; numbers are more and less. */
function operatorWords(op: Operator, field: ConditionField | undefined): `op.${Operator}` | 'day.more' {
  const isDay = field?.kind === 'date' && ['more', 'atLeast', 'less', 'atMost'].includes(op);
  return isDay ? (`day.${op}` as 'day.more') : `op.${op}`;
}

export function FieldSelect(props: {
  readonly label: string;
  readonly fields: readonly ConditionField[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  const say = useSay();
  const { fields } = props;
  const option = ({ name, label }: ConditionField) => ({ value: name, label: say(label, name) });
  const groups = [...new Set(fields.flatMap(({ under }) => (under ? [say(under)] : [])))];
  return (
    <Select
      size="xs"
      searchable
      allowDeselect={false}
      aria-label={props.label}
      data={[
        ...fields.filter(({ under }) => !under).map(option),
        ...groups.map((group) => ({ group, items: fields.filter(({ under }) => say(under) === group).map(option) })),
      ]}
      value={props.value}
      onChange={(name) => name && props.onChange(name)}
    />
  );
}

/** A value, or with the switch beside it another field of the same kind. */
function ValueSide({
  row,
  field,
  others,
  onChange,
}: Omit<RowProps, 'n' | 'fields'> & {
  readonly field: ConditionField | undefined;
  /** What the field can be compared with. */
  readonly others: readonly ConditionField[];
}) {
  const t = useTranslations('formBuilder.condition');
  // Records are compared with other fields only, so there is nothing to switch.
  const maySwitch = takesField(row.op) && others.length > 0 && field?.kind !== 'record';
  return (
    <Group gap={2} wrap="nowrap" align="flex-start">
      <div style={{ flex: 1, minWidth: 0 }}>
        {row.isField ? (
          <FieldSelect
            label={t('otherField')}
            fields={others}
            value={row.value}
            onChange={(value) => onChange({ ...row, value })}
          />
        ) : (
          <ValueInput row={row} field={field} onChange={(value) => onChange({ ...row, value })} />
        )}
      </div>
      {maySwitch && (
        <Tooltip label={t(row.isField ? 'withValue' : 'withField')} openDelay={400}>
          <ActionIcon
            size="sm"
            mt={4}
            variant="subtle"
            color="gray"
            aria-label={t(row.isField ? 'withValue' : 'withField')}
            onClick={() =>
              onChange(
                row.isField
                  ? { is: 'row', field: row.field, op: row.op, value: '' }
                  : { ...row, value: others[0]!.name, isField: true },
              )
            }
          >
            {row.isField ? <IconCursorText size={14} /> : <IconColumns1 size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  );
}

function ValueInput(props: {
  readonly row: Row;
  readonly field: ConditionField | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { row, field, onChange } = props;
  const t = useTranslations('formBuilder.condition');
  const say = useSay();
  const choices = choicesFor(field).map((choice) => ({ value: choice.value, label: say(choice.label, choice.value) }));
  const common = { size: 'xs', 'aria-label': t('value'), placeholder: t('value') } as const;
  if (row.op === 'oneOf') {
    return (
      <MultiSelect
        {...common}
        data={choices}
        value={[...listOf(row.value)]}
        onChange={(list) => onChange(list.length > 0 ? JSON.stringify(list) : '')}
      />
    );
  }
  if (choices.length > 0) {
    return <Select {...common} data={choices} value={row.value || null} onChange={(next) => onChange(next ?? '')} />;
  }
  if (field?.kind === 'date') {
    return (
      <DateInput
        {...common}
        valueFormat="YYYY-MM-DD"
        value={row.value || null}
        onChange={(day) => onChange(day ?? '')}
      />
    );
  }
  return (
    <TextInput
      {...common}
      inputMode={field?.kind === 'number' ? 'decimal' : 'text'}
      value={row.value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
