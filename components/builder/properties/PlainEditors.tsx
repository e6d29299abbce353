'use client';
import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useSay } from '@/components/ui/say';
import { isObject } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';
import { annotation, type EditorProps } from './editor';
import { TextInputs } from './TextInputs';

const LONG_TEXT = 200;

const common = ({ label, help, isRequired, error }: EditorProps) => ({
  label,
  description: help,
  error,
  withAsterisk: isRequired,
  size: 'xs' as const,
});
const shownDefault = (schema: EditorProps['schema']): string | undefined =>
  schema['default'] === undefined ? undefined : String(schema['default']);

export function StringEditor(props: EditorProps) {
  const { schema, value, onChange } = props;
  const maxLength = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : undefined;
  const shared = {
    ...common(props),
    value: typeof value === 'string' ? value : '',
    placeholder: shownDefault(schema),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  const put = (text: string) => onChange(text === '' ? undefined : text);
  if (maxLength !== undefined && maxLength > LONG_TEXT) {
    return (
      <Textarea {...shared} autosize minRows={2} maxRows={6} onChange={(event) => put(event.currentTarget.value)} />
    );
  }
  return <TextInput {...shared} onChange={(event) => put(event.currentTarget.value)} />;
}

export function NumberEditor(props: EditorProps) {
  const { schema, value, onChange } = props;
  const limit = (key: string) => (typeof schema[key] === 'number' ? { value: schema[key] } : null);
  const [min, max] = [limit('minimum'), limit('maximum')];
  return (
    <NumberInput
      {...common(props)}
      value={typeof value === 'number' ? value : ''}
      placeholder={shownDefault(schema)}
      allowDecimal={schema['type'] !== 'integer'}
      clampBehavior="blur"
      {...(min ? { min: min.value } : {})}
      {...(max ? { max: max.value } : {})}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

export function BooleanEditor({ label, help, schema, value, onChange }: EditorProps) {
  const isOn = typeof value === 'boolean' ? value : schema['default'] === true;
  return (
    <Switch
      size="xs"
      label={label}
      description={help}
      checked={isOn}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function EnumEditor(props: EditorProps) {
  const { schema, value, onChange, isRequired } = props;
  const say = useSay();
  const labels = isObject(schema['x-enumLabels']) ? schema['x-enumLabels'] : {};
  const values = (schema['enum'] as readonly unknown[]).map(String);
  const current = value ?? schema['default'];
  return (
    <Select
      {...common(props)}
      data={values.map((one) => ({ value: one, label: say(labels[one] as Text | undefined, one) }))}
      value={current === undefined ? null : String(current)}
      clearable={!isRequired && schema['default'] === undefined}
      allowDeselect={false}
      checkIconPosition="right"
      searchable={values.length > 8}
      onChange={(next) => {
        const at = values.indexOf(next ?? '');
        onChange(at < 0 ? undefined : (schema['enum'] as readonly unknown[])[at]);
      }}
    />
  );
}

export function TextEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  return (
    <TextInputs
      label={label}
      help={help}
      value={annotation({ value }, 'value')}
      isRequired={isRequired}
      error={error}
      autoFocus={false}
      isLong
      onChange={(text) => onChange(!isRequired && text.en === '' && text['zh-CN'] === '' ? undefined : text)}
    />
  );
}
