'use client';
import { SegmentedControl, Select, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ExpressionEditor } from '@/components/builder/properties/ExpressionEditor';
import { ScopeProvider, useScope } from '@/components/builder/properties/scope';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { fieldType } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import type { PageFigure } from '../context';
import { PageFieldEditor, RelationWayEditor, useFieldPaths } from './editors';
import { usePageEntity } from './pageContext';

type Measure = NonNullable<PageFigure['measure']>;
const AGGREGATES = ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'median'] as const;
const NO_SCHEMA = {};

/** One key figure: a field of the record, or a measure over what belongs to it. */
export function FigureEditor(props: { readonly figure: PageFigure; readonly onChange: (figure: PageFigure) => void }) {
  const t = useTranslations('page.build');
  const { figure, onChange } = props;
  const paths = useFieldPaths(usePageEntity());
  const { field, measure, label, id } = figure;
  const named = label ? { label } : {};
  return (
    <Stack gap={6}>
      <SegmentedControl
        size="xs"
        value={measure ? 'measure' : 'field'}
        onChange={(next) =>
          onChange(
            next === 'field' ? { id, ...named } : { id, ...named, measure: { entity: '', via: '', agg: 'count' } },
          )
        }
        data={[
          { value: 'field', label: t('figureField') },
          { value: 'measure', label: t('figureMeasure') },
        ]}
      />
      {measure ? (
        <ScopeProvider entity={measure.entity || undefined}>
          <MeasureEditor measure={measure} onChange={(next) => onChange({ id, ...named, measure: next })} />
        </ScopeProvider>
      ) : (
        <Select
          size="xs"
          aria-label={t('figureField')}
          placeholder={t('chooseField')}
          searchable
          data={[...paths]}
          value={field ?? null}
          onChange={(next) => onChange(next === null ? { id, ...named } : { id, ...named, field: next })}
        />
      )}
      <TextInputs
        label={t('figureLabel')}
        autoFocus={false}
        value={label}
        onChange={(next) => {
          const { label: _old, ...rest } = figure;
          onChange(next.en || next['zh-CN'] ? { ...rest, label: next } : rest);
        }}
      />
    </Stack>
  );
}

function MeasureEditor(props: { readonly measure: Measure; readonly onChange: (measure: Measure) => void }) {
  const t = useTranslations('page.build');
  const say = useSay();
  const { entities, entity } = useScope();
  const { measure, onChange } = props;
  const set = (name: keyof Measure, value: unknown) => {
    const { [name]: _old, ...rest } = measure;
    onChange((value === undefined ? rest : { ...rest, [name]: value }) as Measure);
  };
  const fits = (entity?.fields ?? []).filter((one) => fieldType(one.type)?.aggregates.includes(measure.agg));
  const editor = (name: keyof Measure, label: string, isRequired = false) => ({
    name,
    schema: NO_SCHEMA,
    label,
    value: measure[name],
    isRequired,
    onChange: (value: unknown) => set(name, value),
  });
  return (
    <Stack gap={6}>
      <Select
        size="xs"
        label={t('figureEntity')}
        searchable
        data={entities.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
        value={measure.entity || null}
        onChange={(next) => onChange({ entity: next ?? '', via: '', agg: 'count' })}
      />
      <RelationWayEditor {...editor('via', t('figureVia'), true)} />
      <PageFieldEditor {...editor('match', t('figureMatch'))} />
      <Select
        size="xs"
        label={t('figureAgg')}
        allowDeselect={false}
        data={AGGREGATES.map((agg) => ({ value: agg, label: t(`agg.${agg}`) }))}
        value={measure.agg}
        onChange={(next) => next && set('agg', next)}
      />
      {measure.agg === 'count' ? null : (
        <Select
          size="xs"
          label={t('figureOf')}
          searchable
          data={fits.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
          value={measure.field ?? null}
          onChange={(next) => set('field', next ?? undefined)}
        />
      )}
      <ExpressionEditor {...editor('where', t('figureWhere'))} />
    </Stack>
  );
}
