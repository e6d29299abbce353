import { Group, Input, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslations } from 'use-intl';
import { DATE_FORMAT, MONTH_FORMAT, useIsTouch } from '@/components/inputs/date/formats';
import type { InputProps } from '@/components/inputs/types';
import { pickerProps } from '@/components/inputs/wrapper';
import { useAppLocale } from '@/components/ui/say';
import { isObject } from '@/engine/kernel/json';

/** One calendar for both days; a finger gets the phone's own pickers. */
export function RangeInput(props: InputProps) {
  const t = useTranslations('fields.range');
  const locale = useAppLocale();
  const isTouch = useIsTouch();
  const given = isObject(props.value) ? props.value : {};
  const [from, to] = [String(given.from ?? ''), String(given.to ?? '')];
  const give = (first: string, last: string) => props.onChange(first || last ? { from: first, to: last } : null);
  if (!isTouch) {
    return (
      <DatePickerInput
        {...pickerProps(props)}
        type="range"
        allowSingleDateInRange
        value={[from || null, to || null]}
        valueFormat={DATE_FORMAT[locale]}
        monthLabelFormat={MONTH_FORMAT[locale]}
        placeholder={props.isBare ? undefined : t('placeholder')}
        onChange={([first, last]) => give(first ?? '', last ?? '')}
        onBlur={() => props.onBlur?.()}
        clearable={!props.isRequired}
      />
    );
  }
  return (
    <Input.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.isBare ? undefined : props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Group grow gap="xs" onBlur={() => props.onBlur?.()}>
        <TextInput
          id={props.id}
          type="date"
          aria-label={t('from', { label: props.label })}
          value={from}
          onChange={(event) => give(event.currentTarget.value, to)}
        />
        <TextInput
          type="date"
          aria-label={t('to', { label: props.label })}
          min={from || undefined}
          value={to}
          onChange={(event) => give(from, event.currentTarget.value)}
        />
      </Group>
    </Input.Wrapper>
  );
}
