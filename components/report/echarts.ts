/** The parts of ECharts the charts need, registered once. A chart that draws by more than these names it here. */
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

register([
  BarChart,
  LineChart,
  PieChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
]);
export { init };

/** Lines, words and surfaces of the two schemes; the colours of the data are the same on both. */
const INK = {
  light: { text: '#66707c', strong: '#1f242a', line: '#e6e9ec', surface: '#ffffff', axis: '#c4cad1' },
  dark: { text: '#9aa1ab', strong: '#e4e7eb', line: '#2d323a', surface: '#22262c', axis: '#3a404a' },
} as const;

/** An ECharts theme that looks like the screens around it. */
export function chartTheme(scheme: 'light' | 'dark', fontFamily: string) {
  const ink = INK[scheme];
  const axis = {
    axisLine: { lineStyle: { color: ink.axis } },
    axisTick: { lineStyle: { color: ink.axis } },
    axisLabel: { color: ink.text, fontSize: 12, hideOverlap: true },
    splitLine: { lineStyle: { color: ink.line } },
  };
  return {
    backgroundColor: 'transparent',
    textStyle: { fontFamily, color: ink.text },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    legend: { textStyle: { color: ink.text }, inactiveColor: ink.axis, pageTextStyle: { color: ink.text } },
    bar: { label: { color: ink.strong } },
    line: { label: { color: ink.strong } },
    pie: { label: { color: ink.strong, fontSize: 12 }, itemStyle: { borderColor: ink.surface } },
    tooltip: {
      backgroundColor: ink.surface,
      borderColor: ink.line,
      textStyle: { color: ink.strong, fontSize: 13 },
      axisPointer: { lineStyle: { color: ink.axis }, shadowStyle: { color: 'rgba(128,134,142,0.10)' } },
    },
  };
}
