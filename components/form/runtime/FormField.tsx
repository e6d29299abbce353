'use client';
import { Box, Input, Stack } from '@mantine/core';
import { memo, useContext } from 'react';
import { LineRulesContext } from '@/components/inputs/lines/rules';
import { FieldDisplay, FieldInput } from '@/components/inputs/registry';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { FieldAside, HiddenField } from './fieldAside';
import { Messages } from './Messages';
import { useFieldState } from './fieldStates';
import type { FormCore } from './formCore';
import { useFormValue } from './formValues';
import { cellStyle, type PlannedItem } from './plan';
import classes from './form.module.css';

export const inputId = (name: string): string => `field-${name}`;

type FieldProps = { core: FormCore; field: FieldView; onLeave?: ((name: string) => void) | undefined };

/** One field of a form: hidden, to read, or to fill in. It alone is drawn again when its value or state changes. */
export const FormField = memo(function FormField(props: FieldProps & Pick<PlannedItem, 'span' | 'spanOn'>) {
  const state = useFieldState(props.core.states, props.field.name);
  const aside = useContext(FieldAside);
  const ghost = useContext(HiddenField);
  if (!state.isVisible) return ghost ? ghost(props.field) : null;
  return (
    <div className={classes.cell} data-field={props.field.name} style={cellStyle(props)}>
      {state.isEditable ? <OpenField {...props} /> : <ReadField {...props} />}
      <Messages messages={state.messages} error={state.error} />
      {aside ? <div className={classes.aside}>{aside(props.field)}</div> : null}
    </div>
  );
});

function OpenField({ core, field, onLeave }: FieldProps) {
  const say = useSay();
  const state = useFieldState(core.states, field.name);
  const control = useFormValue(core.form, field.name);
  const input = (
    <FieldInput
      id={inputId(field.name)}
      field={field}
      value={control.value as Json}
      onChange={control.onChange}
      onBlur={() => {
        control.onBlur();
        // Leaving an empty field says nothing yet; a value that can't be right is said at once.
        if (core.form.getValues(field.name) !== null) core.checkOne(field.name);
        onLeave?.(field.name);
      }}
      label={say(field.label, field.name)}
      description={say(field.help) || undefined}
      error={state.error}
      errors={state.errors}
      isRequired={state.isRequired}
      allowed={state.options}
      optionFilter={state.optionFilter}
      rows={state.rows}
    />
  );
  const rules = core.lineRules(field.name);
  return rules ? <LineRulesContext value={rules}>{input}</LineRulesContext> : input;
}

export function ReadField({ core, field }: Pick<FieldProps, 'core' | 'field'>) {
  const say = useSay();
  const control = useFormValue(core.form, field.name);
  return (
    <Stack gap={0}>
      <Input.Label labelElement="div">{say(field.label, field.name)}</Input.Label>
      <Box className={classes.read}>
        <FieldDisplay field={field} value={control.value as Json} />
      </Box>
    </Stack>
  );
}
