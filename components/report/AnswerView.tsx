'use client';
import { useMemo } from 'react';
import { useAppLocale } from '@/components/ui/say';
import type { Answer, ChartType } from '@/engine/kernel/contract';
import type { JsonSchema } from '@/engine/kernel/json';
import { measureFormat } from '@/engine/report/mark';
import type { NumberProps } from '@/engine/report/charts/number';
import type { TableProps } from '@/engine/report/charts/table';
import { Chart } from './Chart';
import { chartOf, readyToDraw, type ChartUse } from './charts';
import { NoRows, TableTile } from './TableTile';
import { NumberTile } from './NumberTile';

export interface AnswerViewProps {
  readonly answer: Answer;
  readonly chart: ChartUse;
  /** What it shows, for people who listen. */
  readonly label: string;
  /** Shows the numbers as a table instead of the chart. */
  readonly isTable?: boolean;
  readonly onRow?: ((row: number) => void) | undefined;
}
interface Shown {
  readonly drawn: JsonSchema;
  readonly tick: ((value: number) => string) | undefined;
  readonly label: string;
  readonly onRow?: ((row: number) => void) | undefined;
}

const VIEWS: { readonly [view in ChartType['view']]: (shown: Shown) => React.ReactNode } = {
  echarts: ({ drawn, label, onRow, tick }) => <Chart option={drawn} label={label} onRow={onRow} tick={tick} />,
  // A unit with one of these views draws exactly these props; its contract test proves it.
  number: ({ drawn, label, onRow }) => (
    <NumberTile shown={drawn as unknown as NumberProps} title={label} {...(onRow ? { onRow } : {})} />
  ),
  table: ({ drawn, label, onRow }) => <TableTile shown={drawn as unknown as TableProps} label={label} onRow={onRow} />,
};

/** Draws an answer by its chart: ECharts, a number, or a table. */
export function AnswerView({ answer, chart, label, isTable = false, onRow }: AnswerViewProps) {
  const locale = useAppLocale();
  const unit = chartOf(isTable ? 'table' : chart.type);
  const options = isTable ? undefined : chart.options;
  const { drawn, tick } = useMemo(() => {
    const ready = readyToDraw(answer);
    return { drawn: unit.draw(ready, options ?? {}, locale), tick: measureFormat(ready, locale) };
  }, [answer, unit, options, locale]);
  if (unit.view === 'echarts' && answer.rows.length === 0) return <NoRows />;
  // A plain list has no groups: its rows are the records themselves.
  const isGrouped = answer.columns.some((column) => column.role !== 'column');
  return VIEWS[unit.view]({ drawn, tick, label, ...(isGrouped ? { onRow } : {}) });
}
