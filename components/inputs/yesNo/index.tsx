'use client';
import { Checkbox, Group, Input as MantineInput, Radio, Switch } from '@mantine/core';
import { useAppLocale } from '@/components/ui/say';
import { yesNoWord } from '@/engine/form/fields/yes_no';
import type { InputProps, InputUnit } from '../types';
import classes from '../choice/spread.module.css';

function Input(props: InputProps) {
  const display = props.isBare ? 'switch' : String(props.field.options.display ?? 'switch');
  const control = display === 'buttons' ? <Buttons {...props} /> : <Tick {...props} isSwitch={display === 'switch'} />;
  if (props.isBare) return control;
  return (
    <MantineInput.Wrapper
      id={display === 'buttons' ? undefined : props.id}
      label={props.label}
      labelElement={display === 'buttons' ? 'div' : 'label'}
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      {control}
    </MantineInput.Wrapper>
  );
}

function Tick(props: InputProps & { isSwitch: boolean }) {
  const Control = props.isSwitch ? Switch : Checkbox;
  return (
    <Control
      id={props.id}
      aria-label={props.label}
      aria-invalid={props.error ? true : undefined}
      checked={props.value === true}
      onChange={(event) => {
        props.onChange(event.currentTarget.checked);
        props.onBlur?.();
      }}
      py={props.isBare ? 4 : 7}
    />
  );
}

/** Neither is chosen until somebody chooses: no answer is not a no. */
function Buttons(props: InputProps) {
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

export const yesNo: InputUnit = { Input };
