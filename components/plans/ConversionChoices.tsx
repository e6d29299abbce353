'use client';
import { SegmentedControl, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { loadDocument } from '@/components/builder/documents/useLoadDocuments';
import { fieldType } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import type { Conversion, ConversionChoice, ConversionView } from '@/engine/kernel/api';
import type { FieldUse } from '@/engine/kernel/documents.generated';

interface ChoiceProps {
  readonly view: ConversionView;
  readonly field: FieldUse;
  readonly own: Conversion | undefined;
  readonly onChange: (what: Partial<Conversion>) => void;
}
/** How each is chosen; values themselves (map, quarantine) and how a text was split are shown elsewhere. */
const EDITORS: { readonly [C in ConversionChoice]?: (props: ChoiceProps) => ReactNode } = {
  match: Match,
  missing: Missing,
  first: First,
  round: Round,
  text: AsText,
  locale: Language,
  timeZone: Zone,
  join: Join,
};

/** Where values can be carried over in several ways: which. */
export function ConversionChoices(props: ChoiceProps) {
  const editors = props.view.choices.flatMap((choice) => {
    const Editor = EDITORS[choice];
    return Editor ? [<Editor key={choice} {...props} />] : [];
  });
  return editors.length > 0 ? <Stack gap="xs">{editors}</Stack> : null;
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" fw={500} mb={2}>
        {label}
      </Text>
      {children}
    </div>
  );
}

/** By which field of the target a record is found: its title, or one that is unique. */
function Match({ view, field, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  const say = useSay();
  const target = fieldType(field.type)?.target?.(field.options ?? {}) ?? '';
  const { data } = useQuery({
    queryKey: ['plans.target', target],
    queryFn: ({ signal }) => loadDocument({ kind: 'entity', name: target }, signal),
    enabled: target !== '',
  });
  const entity = data?.document.kind === 'entity' ? data.document : undefined;
  const fields = (entity?.fields ?? []).filter(({ unique, name }) => unique || name === entity?.titleField);
  return (
    <Select
      size="xs"
      label={t('match')}
      placeholder={t('matchTitle')}
      clearable
      data={fields.map(({ name, label }) => ({ value: name, label: say(label, name) }))}
      value={view.conversion.match ?? null}
      onChange={(match) => onChange({ match: match ?? undefined } as Partial<Conversion>)}
    />
  );
}

function Missing({ view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <Labelled label={t('missing')}>
      <SegmentedControl
        size="xs"
        aria-label={t('missing')}
        value={view.conversion.missing ?? 'list'}
        data={(['list', 'create'] as const).map((value) => ({ value, label: t(`missingIs.${value}`) }))}
        onChange={(missing) => onChange({ missing: missing as 'list' | 'create' })}
      />
    </Labelled>
  );
}

function First({ view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <Switch
      size="sm"
      label={t('first')}
      checked={view.conversion.first ?? false}
      onChange={(event) => onChange({ first: event.currentTarget.checked })}
    />
  );
}

function Round({ view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <Switch
      size="sm"
      label={t('round')}
      checked={view.conversion.round ?? false}
      onChange={(event) => onChange({ round: event.currentTarget.checked })}
    />
  );
}

function AsText({ view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <Labelled label={t('text')}>
      <SegmentedControl
        size="xs"
        aria-label={t('text')}
        value={view.conversion.text ?? 'label'}
        data={(['label', 'value'] as const).map((value) => ({ value, label: t(`textIs.${value}`) }))}
        onChange={(text) => onChange({ text: text as 'label' | 'value' })}
      />
    </Labelled>
  );
}

function Language({ view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <Labelled label={t('locale')}>
      <SegmentedControl
        size="xs"
        aria-label={t('locale')}
        value={view.conversion.locale ?? 'zh-CN'}
        data={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(locale) => onChange({ locale: locale as 'zh-CN' | 'en' })}
      />
    </Labelled>
  );
}

function Zone({ view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <Select
      size="xs"
      searchable
      allowDeselect={false}
      label={t('timeZone')}
      data={Intl.supportedValuesOf('timeZone')}
      value={view.conversion.timeZone ?? null}
      onChange={(timeZone) => timeZone && onChange({ timeZone })}
    />
  );
}

function Join({ own, view, onChange }: ChoiceProps) {
  const t = useTranslations('plans');
  return (
    <TextInput
      size="xs"
      label={t('join')}
      maxLength={20}
      placeholder={t('joinSpace')}
      key={own?.join ?? ''}
      defaultValue={view.conversion.join ?? ''}
      onBlur={(event) => onChange({ join: event.currentTarget.value || ' ' })}
    />
  );
}
