'use client';
import { TextInput } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useTimeZone, useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { wallToInstant, zoneWall } from '@/engine/expression/zone';
import { DATE_FORMAT, MONTH_FORMAT, useIsTouch } from '../date/formats';
import type { InputProps } from '../types';
import { pickerProps, wrapperProps } from '../wrapper';

/** An instant; shown and typed as the wall clock of the reader's time zone. */
export function DateTimeInput(props: InputProps) {
  const t = useTranslations('form');
  const locale = useAppLocale();
  const isTouch = useIsTouch();
  const zone = useTimeZone() ?? 'UTC';
  const at = typeof props.value === 'string' ? Date.parse(props.value) : Number.NaN;
  const wall = Number.isNaN(at) ? null : zoneWall(at, zone);
  const take = (typed: string | null) => {
    const instant = typed ? wallToInstant(typed.replace(' ', 'T').padEnd(19, ':00'), zone) : Number.NaN;
    props.onChange(Number.isNaN(instant) ? null : new Date(instant).toISOString());
  };
  if (isTouch) {
    return (
      <TextInput
        {...wrapperProps(props)}
        type="datetime-local"
        value={wall?.slice(0, 16) ?? ''}
        onChange={(event) => take(event.currentTarget.value || null)}
        onBlur={() => props.onBlur?.()}
      />
    );
  }
  return (
    <DateTimePicker
      {...pickerProps(props)}
      value={wall?.replace('T', ' ') ?? null}
      valueFormat={`${DATE_FORMAT[locale]} HH:mm`}
      monthLabelFormat={MONTH_FORMAT[locale]}
      submitButtonProps={{ 'aria-label': t('date.done') }}
      onChange={take}
      onBlur={() => props.onBlur?.()}
      clearable={!props.isRequired}
    />
  );
}
