'use client';
/** The only user of ECharts: draws an option of the engine as SVG, follows size and scheme, tells which row was clicked. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { FONT_STACK } from '@/components/ui/theme';
import { useAppLocale } from '@/components/ui/say';
import { isObject, type JsonSchema } from '@/engine/kernel/json';
import type { Locale } from '@/engine/kernel/text';
import { TYPED_TICK } from '@/engine/report/mark';
import type { EChartsCoreOption } from 'echarts/core';
import { chartTheme, init } from './echarts';
import { tooltipOf } from './tooltip';

export interface EChartProps {
  readonly option: JsonSchema;
  /** What the chart shows, in one sentence. */
  readonly label: string;
  /** Writes a value of an axis as the field's type does. */
  readonly tick?: ((value: number) => string) | undefined;
  readonly onRow?: ((row: number) => void) | undefined;
}
type Instance = ReturnType<typeof init>;

const rowOf = (data: unknown): number =>
  typeof data === 'object' && data !== null && 'row' in data ? Number(data.row) : -1;

/** A value axis says `¥{value}`; long ticks are written short: ¥1.5亿, ¥150M. */
function withShortTicks(axis: unknown, locale: Locale, typed: EChartProps['tick']): unknown {
  const { axisLabel } = isObject(axis) ? axis : {};
  const template = isObject(axisLabel) ? axisLabel.formatter : undefined;
  if (typeof template !== 'string') return axis;
  if (template === TYPED_TICK) return { ...(axis as object), axisLabel: { formatter: typed } };
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 });
  return {
    ...(axis as object),
    axisLabel: { formatter: (tick: number) => template.replace('{value}', short.format(tick)) },
  };
}

/** A tooltip at the whole place of an axis, or at the slice where there is no axis. */
/**
 * The part of `media` that holds at a width: the first whose `maxWidth` is not exceeded, or the one without a condition.
 * ECharts has such a thing itself but asks for its timeline component with it.
 */
function atWidth({ media }: JsonSchema, width: number): EChartsCoreOption | undefined {
  const rules = (Array.isArray(media) ? media : []) as readonly { query?: { maxWidth: number }; option: object }[];
  return rules.find(({ query }) => !query || width <= query.maxWidth)?.option as EChartsCoreOption | undefined;
}
const inFull = (option: JsonSchema, locale: Locale, tick: EChartProps['tick']): EChartsCoreOption => ({
  ...(option as EChartsCoreOption),
  ...('xAxis' in option
    ? { xAxis: withShortTicks(option.xAxis, locale, tick), yAxis: withShortTicks(option.yAxis, locale, tick) }
    : {}),
  tooltip: {
    trigger: 'xAxis' in option ? 'axis' : 'item',
    axisPointer: { type: 'shadow' },
    confine: true,
    formatter: tooltipOf as never,
  },
});

export default function EChart({ option, label, onRow, tick }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Instance | null>(null);
  const open = useRef(onRow);
  const fitting = useRef<(() => void) | null>(null);
  const locale = useAppLocale();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    open.current = onRow;
  });
  useEffect(() => {
    if (!box.current) return;
    const instance = init(box.current, chartTheme(scheme, FONT_STACK), { renderer: 'svg' });
    instance.on('click', ({ data }) => {
      const row = rowOf(data);
      if (row >= 0) open.current?.(row);
    });
    chart.current = instance;
    const observer = new ResizeObserver(() => {
      instance.resize();
      fitting.current?.();
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, [scheme]);
  // After the effect above: a new scheme makes a new instance, which wants the option again.
  useEffect(() => {
    const instance = chart.current;
    if (!instance) return;
    const { media: _, ...plain } = option;
    const fit = () => {
      const part = atWidth(option, instance.getWidth());
      if (part) instance.setOption(part);
    };
    instance.setOption(inFull(plain, locale, tick), { notMerge: true });
    fit();
    fitting.current = fit;
  }, [option, scheme, locale, tick]);
  return <div ref={box} role="img" aria-label={label} style={{ flex: '1 1 0', width: '100%', minHeight: 0 }} />;
}
