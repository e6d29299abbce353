import type { ChartType } from '../../../kernel/contract';
import type { JsonObject } from '../../../kernel/json';
import { byChoice, withoutRows } from '../../examples';
import { dimensionsOf, frame, groupColor, seriesOf } from '../../mark';

type Options = { readonly donut?: boolean; readonly labels?: 'percent' | 'value' | 'none' };

/** `{d}` is the share ECharts computed; the value is written exactly as the answer has it. */
const labelOf = (labels: Options['labels'], text: string): string =>
  ({ percent: '{b}\n{d}%', value: `{b}\n${text}`, none: '' })[labels ?? 'percent'];

const NARROW = 280;
const withLegend = (isShown: boolean): JsonObject => ({
  legend: { show: isShown },
  series: [
    {
      label: { show: !isShown },
      labelLine: { show: !isShown },
      center: ['50%', isShown ? '45%' : '50%'],
    },
  ],
});

const pie: ChartType<Options> = {
  type: 'pie',
  label: { 'zh-CN': '饼图', en: 'Pie chart' },
  hint: { 'zh-CN': '看各部分占整体的比例。', en: 'Shows the parts of a whole.' },
  icon: 'chart-pie',
  options: {
    type: 'object',
    properties: {
      donut: { type: 'boolean', 'x-label': { 'zh-CN': '环形', en: 'Ring' }, 'x-order': 1 },
      labels: {
        'x-label': { 'zh-CN': '标签', en: 'Labels' },
        'x-order': 2,
        default: 'percent',
        enum: ['percent', 'value', 'none'],
        'x-enumLabels': {
          percent: { 'zh-CN': '百分比', en: 'Share in percent' },
          value: { 'zh-CN': '数值', en: 'Value' },
          none: { 'zh-CN': '不显示', en: 'None' },
        },
      },
    },
    additionalProperties: false,
  },
  takes: { dimensions: [1, 1], measures: [1, 1] },
  suits: ({ isOverTime }) => (isOverTime ? 0.1 : 0.5),
  view: 'echarts',
  draw(answer, options, locale): JsonObject {
    const { categories, series } = seriesOf(answer, locale);
    const [dimension] = dimensionsOf(answer);
    const [only] = series;
    const isLabelled = options.labels !== 'none';
    return {
      ...frame([]),
      // Too narrow for names beside the slices: they go into the legend, and the values into the box at the pointer.
      media: isLabelled
        ? [{ query: { maxWidth: NARROW }, option: withLegend(true) }, { option: withLegend(false) }]
        : [],
      // Without labels at the slices their names stand in the legend.
      legend: { show: !isLabelled, bottom: 0, icon: 'circle' },
      series: series.slice(0, 1).map(({ name }) => ({
        type: 'pie',
        name,
        radius: [options.donut ? '44%' : '0%', '68%'],
        percentPrecision: 1,
        center: ['50%', isLabelled ? '50%' : '45%'],
        avoidLabelOverlap: true,
        itemStyle: { borderWidth: 1 },
        label: { show: isLabelled, lineHeight: 16 },
        labelLine: { show: isLabelled, length: 10, length2: 8 },
        data: (only?.data ?? []).flatMap((mark, index) => {
          if (!mark || mark.row < 0) return [];
          const color = groupColor(answer.rows[mark.row]![dimension!.name] ?? null, dimension!, index);
          const label = { formatter: labelOf(options.labels, mark.text) };
          return [{ ...mark, name: categories[index]!, itemStyle: { color }, label }];
        }),
      })),
    };
  },
  examples: [
    { answer: byChoice, options: {} },
    { answer: byChoice, options: { donut: true, labels: 'value' } },
    { answer: byChoice, options: { labels: 'none' } },
    { answer: withoutRows, options: {} },
  ],
};

export default pie;
