'use client';
import { Group, Radio } from '@mantine/core';
import { useAppLocale } from '@/components/ui/say';
import { yesNoWord } from '@/engine/form/fields/yes_no';
import type { InputProps } from '../types';
import classes from '../choice/spread.module.css';

/** Neither is chosen until somebody chooses: no answer is not a no. */
export function Buttons(props: InputProps) {
  const locale = useAppLocale();
  return (
    <Radio.Group
      value={typeof props.value === 'boolean' ? String(props.value) : null}
      aria-label={props.label}
      onChange={(next) => {
        props.onChange(next === 'true');
        props.onBlur?.();
      }}
    >
      <Group gap={6}>
        {[true, false].map((value) => (
          <Radio.Card
            key={String(value)}
            value={String(value)}
            id={value ? props.id : undefined}
            className={classes.button}
          >
            {yesNoWord(value, props.field.options, locale)}
          </Radio.Card>
        ))}
      </Group>
    </Radio.Group>
  );
}
