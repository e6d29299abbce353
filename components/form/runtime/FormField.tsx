'use client';
import { Box, Input, Stack } from '@mantine/core';
import { memo, useContext } from 'react';
import { useController } from 'react-hook-form';
import { LineRulesContext } from '@/components/inputs/lines/rules';
import { FieldDisplay, FieldInput } from '@/components/inputs/registry';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { FieldAside, HiddenField } from './fieldAside';
import { Messages } from './Messages';
import { useFieldState } from './fieldStates';
import type { FormCore } from './formCore';
import { useFar, useIsNear } from './nearness';
import { cellStyle, type PlannedItem } from './plan';
import classes from './form.module.css';

export const inputId = (name: string): string => `field-${name}`;

type FieldProps = { core: FormCore; field: FieldView; onLeave?: ((name: string) => void) | undefined };

/** One field of a form: hidden, to read, or to fill in. It alone is drawn again when its value or state changes. */
export const FormField = memo(function FormField(props: FieldProps & Pick<PlannedItem, 'span' | 'spanOn'>) {
  const isNear = useIsNear(props.core.nearness, props.field.name);
  return isNear ? <NearField {...props} /> : <FarField {...props} />;
});

function NearField(props: FieldProps & Pick<PlannedItem, 'span' | 'spanOn'>) {
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
}

/** A field far from the screen: its label above room for it. One element, for a form may have a thousand of them. */
function FarField({ core, field, span, spanOn }: FieldProps & Pick<PlannedItem, 'span' | 'spanOn'>) {
  const say = useSay();
  const state = useFieldState(core.states, field.name);
  const id = inputId(field.name);
  const watch = useFar(core.nearness, field.name, id);
  if (!state.isVisible) return null;
  const value = core.form.getValues(field.name);
  return (
    <div
      {...watch}
      id={id}
      className={`${classes.cell} ${classes.far}`}
      data-field={field.name}
      style={cellStyle({ span, spanOn })}
      tabIndex={state.isEditable ? 0 : -1}
    >
      {say(field.label, field.name)}
      {typeof value === 'string' ? <div className={classes.farValue}>{value}</div> : null}
    </div>
  );
}

function OpenField({ core, field, onLeave }: FieldProps) {
  const say = useSay();
  const state = useFieldState(core.states, field.name);
  const { field: control } = useController({ control: core.form.control, name: field.name });
  const input = (
    <FieldInput
      id={inputId(field.name)}
      field={field}
      value={(control.value ?? null) as Json}
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
  const { field: control } = useController({ control: core.form.control, name: field.name });
  return (
    <Stack gap={0}>
      <Input.Label labelElement="div">{say(field.label, field.name)}</Input.Label>
      <Box className={classes.read}>
        <FieldDisplay field={field} value={(control.value ?? null) as Json} />
      </Box>
    </Stack>
  );
}
