'use client';
import { Group, MultiSelect, Select } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Choices, Place } from './mapping';

/** Which columns tell the record a row means, and what happens to records that are there already. */
export function MappingOptions(props: {
  readonly choices: Choices;
  readonly places: readonly Place[];
  readonly canUpdate: boolean;
  readonly canCreate: boolean;
  onChange(change: Partial<Choices>): void;
}) {
  const { choices, places, canUpdate, canCreate, onChange } = props;
  const t = useTranslations('import.options');
  const mapped = new Set(choices.columns.map(({ field }) => field));
  const isMatched = choices.key.length > 0;
  return (
    <Group gap="sm" align="start" grow preventGrowOverflow={false} wrap="wrap">
      <MultiSelect
        size="xs"
        miw={220}
        label={t('key')}
        description={isMatched ? undefined : t('noKey')}
        placeholder={isMatched ? undefined : t('keyNone')}
        clearable
        value={[...choices.key]}
        data={places
          .filter(({ path, isLine }) => !isLine && mapped.has(path))
          .map(({ path, label }) => ({ value: path, label }))}
        onChange={(key) => onChange({ key })}
      />
      {isMatched && (
        <Select
          size="xs"
          miw={180}
          label={t('mode')}
          allowDeselect={false}
          value={choices.mode}
          data={(['both', 'insert', 'update'] as const).map((mode) => ({
            value: mode,
            label: t(`modes.${mode}`),
            disabled: (mode !== 'insert' && !canUpdate) || (mode !== 'update' && !canCreate),
          }))}
          onChange={(mode) => onChange({ mode: (mode ?? 'both') as Choices['mode'] })}
        />
      )}
      {isMatched && choices.mode !== 'insert' && (
        <Select
          size="xs"
          miw={180}
          label={t('emptyCells')}
          allowDeselect={false}
          value={choices.empty}
          data={(['keep', 'clear'] as const).map((empty) => ({ value: empty, label: t(`empty.${empty}`) }))}
          onChange={(empty) => onChange({ empty: (empty ?? 'keep') as Choices['empty'] })}
        />
      )}
    </Group>
  );
}
