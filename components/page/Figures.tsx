'use client';
import { Anchor, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FieldDisplay } from '@/components/inputs/registry';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { listAddress } from '@/components/report/listAddress';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import type { Question } from '@/engine/kernel/documents.generated';
import { filterOfBelonging } from '@/engine/kernel/belonging';
import { formatBrief } from '@/engine/report/format';
import type { PageFigure } from './context';
import { useValuesAlong } from './useValuesAlong';
import classes from './page.module.css';

type Measure = NonNullable<PageFigure['measure']>;
interface FiguresProps {
  readonly entity: EntityView;
  readonly record: RecordView;
  readonly figures: readonly PageFigure[];
}

/** The figures that matter, in the header: values of the record, and measures over what belongs to it. */
export function Figures({ entity, record, figures }: FiguresProps) {
  const say = useSay();
  const paths = figures.flatMap(({ field, measure }) => (field !== undefined && !measure ? [field] : []));
  const { fieldOf, valueOf } = useValuesAlong(entity, record, paths);
  if (figures.length === 0) return null;
  return (
    <div className={classes.figures}>
      {figures.map((figure) => {
        if (figure.measure) return <Measured key={figure.id} figure={figure} record={record} />;
        const field = fieldOf(figure.field ?? '');
        if (!field) return null;
        return (
          <Figure key={figure.id} label={say(figure.label) || say(field.label, field.name)}>
            <FieldDisplay field={field} value={valueOf(figure.field ?? '')} />
          </Figure>
        );
      })}
    </div>
  );
}

function Figure(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <Text size="xs" c="dimmed" className={classes.figureLabel}>
        {props.label}
      </Text>
      <Text component="div" fw={600} className={classes.figureValue}>
        {props.children}
      </Text>
    </div>
  );
}

/** One number over the records that belong to this one; it leads to their list. */
function Measured({ figure, record }: { readonly figure: PageFigure; readonly record: RecordView }) {
  const say = useSay();
  const locale = useAppLocale();
  const measure = figure.measure!;
  const filter = filterOfBelonging(measure, record);
  const { data, error } = useRead(
    'query.run',
    { question: questionOf(measure, filter) },
    { enabled: filter !== undefined, staleTime: 10_000 },
  );
  const { data: related } = useRead('entity.get', { entity: measure.entity }, { staleTime: 60_000 });
  const column = data?.columns[0];
  const usual = measure.agg === 'count' ? say(related?.labelPlural) : say(column?.label);
  const isReading = filter !== undefined && !column && !error;
  const value = column ? formatBrief(data.rows[0]?.[column.name] ?? null, column, locale) : '–';
  return (
    <Figure label={say(figure.label) || usual || '…'}>
      {isReading ? (
        <Skeleton height={20} width={48} />
      ) : (
        <Leading to={filter && listAddress(measure.entity, filter)}>{value}</Leading>
      )}
    </Figure>
  );
}

/** The number leads to the list of its records, where the list can show them. */
function Leading(props: { readonly to: string | undefined; readonly children: string }) {
  if (!props.to) return props.children;
  return (
    <Anchor component={Link} href={props.to} inherit c="inherit">
      {props.children}
    </Anchor>
  );
}

const questionOf = ({ entity, agg, field }: Measure, filter: Question['filter'] | undefined): Question => ({
  entity,
  measures: [{ agg, ...(field === undefined ? {} : { field }) }],
  ...(filter ? { filter } : {}),
});
