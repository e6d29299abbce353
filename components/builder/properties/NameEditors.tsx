'use client';
import { MultiSelect, Select } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { EditorProps } from './editor';
import { useScope, type ScopeField } from './scope';

export interface Named {
  readonly value: string;
  readonly label: string;
}

/** A name that nothing has any more stays visible, so that it is not lost by opening the panel. */
const withCurrent = (data: readonly Named[], current: readonly string[]) => [
  ...data,
  ...current.filter((name) => !data.some((d) => d.value === name)).map((name) => ({ value: name, label: name })),
];

/** One name out of a list, shown by its label. */
export function NameSelect(props: EditorProps & { readonly placeholder: string; readonly data: readonly Named[] }) {
  const { label, help, value, onChange, isRequired, error, placeholder, data } = props;
  const t = useTranslations('builder.panel');
  const current = typeof value === 'string' && value !== '' ? value : null;
  return (
    <Select
      size="xs"
      label={label}
      description={help}
      error={error}
      withAsterisk={isRequired}
      searchable
      clearable={!isRequired}
      placeholder={placeholder}
      nothingFoundMessage={t('nothing')}
      data={withCurrent(data, current ? [current] : [])}
      value={current}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

export function EntityNameEditor(props: EditorProps) {
  const say = useSay();
  const t = useTranslations('builder.panel');
  const { entities } = useScope();
  const data = entities.map((entity) => ({ value: entity.name, label: say(entity.label, entity.name) }));
  return <NameSelect {...props} placeholder={t('chooseEntity')} data={data} />;
}

export const useFieldData = (fields: readonly ScopeField[] | undefined) => {
  const say = useSay();
  return (fields ?? []).map((field) => ({ value: field.name, label: say(field.label, field.name) }));
};

export function FieldNameEditor(props: EditorProps) {
  const t = useTranslations('builder.panel');
  const kinds = props.schema['x-kinds'];
  const fields = useScope().entity?.fields.filter(({ kind }) => !Array.isArray(kinds) || kinds.includes(kind));
  const data = useFieldData(fields);
  return <NameSelect {...props} placeholder={t('chooseField')} data={data} />;
}

/** Several names out of a list. */
export function NamesSelect(props: EditorProps & { readonly placeholder: string; readonly data: readonly Named[] }) {
  const { label, help, value, onChange, isRequired, error, placeholder, data } = props;
  const t = useTranslations('builder.panel');
  const current = Array.isArray(value) ? value.map(String) : [];
  return (
    <MultiSelect
      size="xs"
      label={label}
      description={help}
      error={error}
      withAsterisk={isRequired}
      searchable
      placeholder={current.length === 0 ? placeholder : ''}
      nothingFoundMessage={t('nothing')}
      data={withCurrent(data, current)}
      value={current}
      onChange={(next) => onChange(next.length === 0 && !isRequired ? undefined : next)}
    />
  );
}

export function FieldNamesEditor(props: EditorProps) {
  const t = useTranslations('builder.panel');
  const data = useFieldData(useScope().entity?.fields);
  return <NamesSelect {...props} placeholder={t('chooseFields')} data={data} />;
}
