import { describe, expect, it } from 'vitest';
import { byChoice, byMonth, overTime, single, withoutRows } from '../examples';
import bar from './bar';
import line from './line';
import number from './number';
import pie from './pie';
import table from './table';

type Drawn = {
  xAxis: { data: string[] };
  series: { name: string; data: ({ value: unknown; row: number; text: string } | null)[] }[];
};
const drawn = (option: unknown): Drawn => option as Drawn;

describe('charts', () => {
  it('name groups by the label of their choice, and a missing value by words', () => {
    expect(drawn(bar.draw(byChoice, {}, 'zh-CN')).xAxis.data).toEqual(['甲', '乙', '未填写']);
  });

  it('keep exact decimals as strings and write them in full', () => {
    const [first] = drawn(bar.draw(byMonth, {}, 'en')).series;
    expect(first!.data[0]).toMatchObject({ value: '9007199254740993.01', text: '¥9,007,199,254,740,993.01' });
  });

  it('make one series of each value of the second dimension, with the months that are missing', () => {
    const { xAxis, series } = drawn(line.draw(byMonth, {}, 'en'));
    expect(xAxis.data).toEqual(['Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026']);
    expect(series.map((one) => one.name)).toEqual(['Alpha', '<b>Beta</b>']);
    // A sum over no records is 0, and has no row to open.
    expect(series[0]!.data[2]).toMatchObject({ value: 0, row: -1 });
    expect(series[1]!.data[3]).toMatchObject({ value: null, row: 3 });
  });

  it('write long numbers short beside their marks', () => {
    const label = { formatter: '¥9007.2T' };
    expect(drawn(bar.draw(byMonth, { values: true }, 'en')).series[0]!.data[0]).toMatchObject({ label });
    expect(drawn(bar.draw(byChoice, { values: true }, 'en')).series[0]!.data[0]).toMatchObject({
      label: { formatter: drawn(bar.draw(byChoice, {}, 'en')).series[0]!.data[0]!.text },
    });
  });

  it('know the row behind every mark', () => {
    const [slices] = drawn(pie.draw(byChoice, {}, 'en')).series;
    expect(slices!.data.map((mark) => mark?.row)).toEqual([0, 1, 2]);
  });

  it('draw nothing, not a fault, without rows', () => {
    expect(drawn(bar.draw(withoutRows, {}, 'en')).xAxis.data).toEqual([]);
  });
});

describe('the number', () => {
  it('is compared with the period before', () => {
    expect(number.draw(overTime, {}, 'en')).toMatchObject({
      text: '14',
      period: 'Apr 2026',
      comparison: { label: 'Feb 2026', text: '8', change: 0.75, tone: 'good' },
    });
  });

  it('takes a fall as good where less is good', () => {
    expect(number.draw(overTime, { goodWhen: 'down' }, 'en')).toMatchObject({ comparison: { tone: 'bad' } });
  });

  it('shows a second measure below, without a share of unlike things', () => {
    const { comparison } = number.draw(single, {}, 'en') as { comparison: object };
    expect(comparison).toMatchObject({ label: 'Amount', text: '¥35,000.50' });
    expect(comparison).not.toHaveProperty('share');
  });
});

describe('the table', () => {
  it('puts bars behind measures in proportion to the largest', () => {
    const { rows } = table.draw(byChoice, { bars: true }, 'en') as { rows: { cells: { bar?: number }[] }[] };
    expect(rows.map((row) => row.cells[1]!.bar)).toEqual([1, 7 / 12, 0.25]);
  });
});
