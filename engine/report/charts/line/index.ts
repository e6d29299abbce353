import type { ChartType } from '../../../kernel/contract';
import { byMonth, overTime, withoutRows } from '../../examples';
import { frame, seriesOf, tickFormat, withLabels } from '../../mark';

type Options = { readonly area?: boolean; readonly smooth?: boolean; readonly values?: boolean };

const line: ChartType<Options> = {
  type: 'line',
  label: { 'zh-CN': '折线图', en: 'Line chart' },
  hint: { 'zh-CN': '看随时间的变化。', en: 'Shows how something moves over time.' },
  icon: 'chart-line',
  options: {
    type: 'object',
    properties: {
      area: { type: 'boolean', 'x-label': { 'zh-CN': '填充线下区域', en: 'Fill the area below' }, 'x-order': 1 },
      smooth: { type: 'boolean', 'x-label': { 'zh-CN': '平滑曲线', en: 'Smooth the line' }, 'x-order': 2 },
      values: { type: 'boolean', 'x-label': { 'zh-CN': '显示数值', en: 'Show values' }, 'x-order': 3 },
    },
    additionalProperties: false,
  },
  takes: { dimensions: [1, 2], measures: [1, 5] },
  suits: ({ isOverTime }) => (isOverTime ? 1 : 0.2),
  view: 'echarts',
  draw(answer, options, locale) {
    const { categories, series } = seriesOf(answer, locale);
    const tick = tickFormat(answer, locale);
    return {
      ...frame(series),
      xAxis: { type: 'category', data: categories, boundaryGap: false, axisTick: { show: false } },
      yAxis: { type: 'value', axisLabel: { formatter: tick } },
      series: series.map(({ name, color, data }) => ({
        type: 'line',
        name,
        data: options.values ? withLabels(data, 'top', tick, locale) : data,
        color,
        smooth: options.smooth === true,
        // A point without neighbours would not be seen without its symbol.
        showSymbol: categories.length <= 40,
        symbol: 'circle',
        symbolSize: 6,
        lineStyle: { width: 2 },
        ...(options.area ? { areaStyle: { opacity: 0.15 } } : {}),
      })),
    };
  },
  examples: [
    { answer: overTime, options: {} },
    { answer: overTime, options: { area: true, smooth: true, values: true } },
    { answer: byMonth, options: {} },
    { answer: withoutRows, options: {} },
  ],
};

export default line;
