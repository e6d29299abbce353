'use client';
import { Select } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import type { Dimension, Measure } from '@/engine/report/edit/report';
import type { Choice } from './fields';

const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;
type Grain = NonNullable<Dimension['grain']>;

/** How a date is cut, and what the grouping is called. */
export function DimensionForm(props: {
  readonly dimension: Dimension;
  readonly choice: Choice | undefined;
  readonly onChange: (change: Partial<Dimension>, merge?: string) => void;
}) {
  const t = useTranslations('report');
  const { dimension, choice, onChange } = props;
  return (
    <>
      {choice?.isTime && (
        <Select
          size="xs"
          label={t('builder.grain')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={GRAINS.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))}
          value={dimension.grain ?? 'day'}
          onChange={(grain) => grain && onChange({ grain: grain as Grain })}
        />
      )}
      <ShownAs value={dimension.label} onChange={(label) => onChange({ label }, 'label')} />
    </>
  );
}

/** A name of its own in the chart; emptied in both languages, the name follows the field again. */
export function ShownAs(props: {
  readonly value: Measure['label'];
  readonly onChange: (label: Measure['label']) => void;
}) {
  const t = useTranslations('report.builder');
  return (
    <TextInputs
      label={t('shownAs')}
      autoFocus={false}
      value={props.value}
      onChange={(label) => props.onChange(label.en || label['zh-CN'] ? label : undefined)}
    />
  );
}
