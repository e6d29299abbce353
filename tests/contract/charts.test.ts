import * as echarts from 'echarts';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/engine/kernel/text';
import { chartTypes } from '@/engine/report/charts/index.generated';

/** Draws an option on the server as SVG. Not disposed, an instance keeps the process alive. */
function svgOf(option: object): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 480, height: 320 });
  try {
    chart.setOption(option as echarts.EChartsCoreOption);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

describe.each(chartTypes.map((chart) => [chart.type, chart] as const))('the chart %s', (_type, chart) => {
  it('says what it is in both languages and has examples', () => {
    for (const locale of LOCALES) expect(chart.label[locale]).not.toBe('');
    expect(chart.examples.length).toBeGreaterThan(0);
  });

  it('labels each of its options in both languages', () => {
    const properties = chart.options.properties as { [name: string]: { 'x-label'?: { [locale: string]: string } } };
    for (const [name, option] of Object.entries(properties)) {
      for (const locale of LOCALES) expect(option['x-label']?.[locale], `${name} in ${locale}`).toBeTruthy();
    }
  });

  const cases = chart.examples.flatMap((example, index) => LOCALES.map((locale) => [index, locale, example] as const));
  it.each(cases)('draws example %i in %s as pure JSON, the same each time', (_index, locale, { answer, options }) => {
    const before = structuredClone(answer);
    const drawn = chart.draw(answer, options, locale);
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
    expect(chart.draw(answer, options, locale)).toEqual(drawn);
    expect(answer).toEqual(before);
  });

  it.runIf(chart.view === 'echarts').each(cases)('renders example %i in %s', (_index, locale, { answer, options }) => {
    const svg = svgOf(chart.draw(answer, options, locale));
    expect(svg).toMatch(/^<svg/);
    // Labels of records are data, never markup.
    expect(svg).not.toContain('<b>');
  });
});
