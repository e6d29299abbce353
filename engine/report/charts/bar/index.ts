import type { ChartType } from '../../../kernel/contract';
import { frame, seriesOf, tickFormat, withLabels } from '../../mark';
import { byChoice, byMonth, withoutRows } from '../../examples';

type Options = { readonly direction?: 'upright' | 'sideways'; readonly stacked?: boolean; readonly values?: boolean };

const bar: ChartType<Options> = {
  type: 'bar',
  label: { 'zh-CN': '柱状图', en: 'Bar chart' },
  hint: { 'zh-CN': '比较各组的大小。', en: 'Compares groups by size.' },
  icon: 'chart-bar',
  options: {
    type: 'object',
    properties: {
      direction: {
        'x-label': { 'zh-CN': '方向', en: 'Direction' },
        'x-order': 1,
        default: 'upright',
        enum: ['upright', 'sideways'],
        'x-enumLabels': {
          upright: { 'zh-CN': '纵向', en: 'Upright' },
          sideways: { 'zh-CN': '横向（名称较长时更易读）', en: 'Sideways (better for long names)' },
        },
      },
      stacked: {
        type: 'boolean',
        'x-label': { 'zh-CN': '堆叠', en: 'Stack the series' },
        'x-help': {
          'zh-CN': '按两个维度分组时，叠成一根柱子。',
          en: 'With two groupings: one bar on top of the other.',
        },
        'x-order': 2,
      },
      values: { type: 'boolean', 'x-label': { 'zh-CN': '显示数值', en: 'Show values' }, 'x-order': 3 },
    },
    additionalProperties: false,
  },
  takes: { dimensions: [1, 2], measures: [1, 5] },
  suits: ({ isOverTime, dimensions }) => (isOverTime ? 0.6 : dimensions === 1 ? 0.9 : 0.8),
  view: 'echarts',
  draw(answer, options, locale) {
    const { categories, series } = seriesOf(answer, locale);
    const isSideways = options.direction === 'sideways';
    const category = { type: 'category', data: categories, inverse: isSideways, axisTick: { show: false } };
    const tick = tickFormat(answer, locale);
    const value = { type: 'value', axisLabel: { formatter: tick } };
    return {
      ...frame(series),
      xAxis: isSideways ? value : category,
      yAxis: isSideways ? category : value,
      series: series.map(({ name, color, data }) => ({
        type: 'bar',
        name,
        data: options.values ? withLabels(data, labelPlace(isSideways, options.stacked), tick, locale) : data,
        color,
        barMaxWidth: 44,
        ...(options.stacked
          ? { stack: 'all' }
          : { itemStyle: { borderRadius: isSideways ? [0, 3, 3, 0] : [3, 3, 0, 0] } }),
      })),
    };
  },
  examples: [
    { answer: byChoice, options: {} },
    { answer: byChoice, options: { direction: 'sideways', values: true } },
    { answer: byMonth, options: { stacked: true } },
    { answer: withoutRows, options: {} },
  ],
};

const labelPlace = (isSideways: boolean, isStacked: boolean | undefined): string =>
  isStacked ? 'inside' : isSideways ? 'right' : 'top';

export default bar;
