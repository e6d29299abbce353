import type { InputProps } from './types';

/** The properties all Mantine inputs share: label, help, error, and what screen readers are told. */
export function wrapperProps(props: InputProps) {
  return {
    id: props.id,
    label: props.isBare ? undefined : props.label,
    'aria-label': props.isBare ? props.label : undefined,
    description: props.isBare ? undefined : props.description,
    error: props.error,
    withAsterisk: props.isRequired,
    'aria-required': props.isRequired || undefined,
    variant: props.isBare ? 'unstyled' : undefined,
  } as const;
}

/** Of inputs that are a button which opens a calendar: a button cannot be required, the star of its label says it. */
export function pickerProps(props: InputProps) {
  const { 'aria-required': _required, ...rest } = wrapperProps(props);
  return rest;
}
