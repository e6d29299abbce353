'use client';
/** The folded parts of a link's settings. */
import {
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
} from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { DATE_FORMAT, MONTH_FORMAT } from '@/components/inputs/date/formats';
import { useRead } from '@/components/lib/call';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { LinkFiles, OwnRecord } from '@/engine/kernel/api';
import type { Locale } from '@/engine/kernel/text';
import type { Settings } from './settings';

interface PartProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

const numberOf = (value: string | number): number | null => (typeof value === 'number' ? value : null);

export function WhenItEnds({ settings, change }: PartProps) {
  const t = useTranslations('links');
  const locale = useAppLocale();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <Stack gap="sm">
      <DateInput
        label={t('lastDay')}
        clearable
        minDate={today}
        valueFormat={DATE_FORMAT[locale]}
        monthLabelFormat={MONTH_FORMAT[locale]}
        value={settings.lastDay}
        onChange={(lastDay) => change({ lastDay })}
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t('maxAnswers')}
          placeholder={t('noLimit')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={settings.maxAnswers ?? ''}
          onChange={(value) => change({ maxAnswers: numberOf(value) })}
        />
        <NumberInput
          label={t('maxPerDay')}
          placeholder={t('noLimit')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={settings.maxPerDay ?? ''}
          onChange={(value) => change({ maxPerDay: numberOf(value) })}
        />
      </Group>
      <TextInputs
        label={t('closedText')}
        help={t('closedTextHelp')}
        isLong
        autoFocus={false}
        value={settings.closedText ?? undefined}
        onChange={(closedText) => change({ closedText })}
      />
    </Stack>
  );
}

export function AfterSending({ settings, change }: PartProps) {
  const t = useTranslations('links');
  return (
    <Stack gap="sm">
      <TextInputs
        label={t('thanksText')}
        help={t('thanksTextHelp')}
        isLong
        autoFocus={false}
        value={settings.thanksText ?? undefined}
        onChange={(thanksText) => change({ thanksText })}
      />
      <Stack gap={4}>
        <Text size="sm" fw={500} id="link-own">
          {t('own')}
        </Text>
        <SegmentedControl
          aria-labelledby="link-own"
          value={settings.own}
          onChange={(own) => change({ own: own as OwnRecord })}
          data={(['none', 'view', 'edit'] as const).map((value) => ({ value, label: t(`ownIs.${value}`) }))}
        />
      </Stack>
      {settings.own === 'none' ? null : (
        <NumberInput
          label={t('ownDays')}
          min={1}
          max={730}
          allowDecimal={false}
          w={200}
          value={settings.ownDays}
          onChange={(value) => change({ ownDays: numberOf(value) ?? settings.ownDays })}
        />
      )}
      <OwnerSelect settings={settings} change={change} />
    </Stack>
  );
}

/** Whose the records are that come in: rights to “own” records and those of a department follow from it. */
function OwnerSelect({ settings, change }: PartProps) {
  const t = useTranslations('links');
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const asked = search.trim() && search !== settings.owner?.title ? { search: search.trim() } : {};
  const { data } = useRead('record.options', { entity: 'person', size: 20, ...asked });
  const found = data?.options ?? [];
  const { owner } = settings;
  const all = owner && !found.some(({ id }) => id === owner.id) ? [owner, ...found] : found;
  return (
    <Select
      label={t('owner')}
      description={t('ownerHelp')}
      placeholder={t('ownerMe')}
      searchable
      filter={({ options }) => options}
      data={all.map(({ id, title }) => ({ value: id, label: title }))}
      value={owner?.id ?? null}
      searchValue={words}
      onSearchChange={setWords}
      onChange={(id) => change({ owner: all.find((one) => one.id === id) ?? null })}
    />
  );
}

export function Guests(props: PartProps & { readonly fields: readonly FieldUse[] }) {
  const t = useTranslations('links');
  const say = useSay();
  const { settings, change } = props;
  const { files } = settings;
  return (
    <Stack gap="sm">
      <Switch
        label={t('searches')}
        description={t('searchesHelp')}
        checked={settings.searches}
        onChange={(event) => change({ searches: event.currentTarget.checked })}
      />
      <MultiSelect
        label={t('prefill')}
        description={t('prefillHelp')}
        searchable
        data={props.fields.map((field) => ({ value: field.name, label: say(field.label, field.name) }))}
        value={[...settings.prefill]}
        onChange={(prefill) => change({ prefill })}
      />
      <Group grow align="flex-start">
        <NumberInput
          label={t('filesMost')}
          min={0}
          max={50}
          allowDecimal={false}
          value={files.most}
          onChange={(value) => change({ files: { ...files, most: numberOf(value) ?? files.most } })}
        />
        <NumberInput
          label={t('filesMegabytes')}
          min={1}
          max={32}
          allowDecimal={false}
          value={files.megabytes}
          onChange={(value) => change({ files: { ...files, megabytes: numberOf(value) ?? files.megabytes } })}
        />
        <Select
          label={t('filesKinds')}
          allowDeselect={false}
          value={files.kinds}
          data={(['any', 'image', 'document'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kinds) => change({ files: { ...files, kinds: (kinds ?? 'any') as LinkFiles } })}
        />
      </Group>
    </Stack>
  );
}

const LANGUAGES = ['zh-CN', 'en'] as const;
const NAMES: { readonly [locale in Locale]: string } = { 'zh-CN': '中文', en: 'English' };

export function Places({ settings, change }: PartProps) {
  const t = useTranslations('links');
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('languages')}
        description={t('languagesHelp')}
        searchable
        data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
        value={[...settings.languages]}
        onChange={(chosen) =>
          chosen.length > 0 && change({ languages: LANGUAGES.filter((one) => chosen.includes(one)) })
        }
      />
      <TagsInput
        label={t('origins')}
        description={t('originsHelp')}
        placeholder="https://www.example.com"
        acceptValueOnBlur
        value={[...settings.origins]}
        onChange={(origins) => change({ origins })}
      />
    </Stack>
  );
}
