import { describe, expect, it } from 'vitest';
import { formatInstant, isDate, normalizeDate, normalizeInstant } from './dates';
import { builtInFieldTypes } from './record';
import { checkText, formatNumber, normalizeNumber } from './values';

describe('a number as people write it', () => {
  it.each([
    ['1,000', '1000'],
    ['１，２３４．５０', '1234.5'],
    [' ¥ 1 000.00 ', '1000'],
    ['(1,000)', '-1000'],
    ['−5', '-5'],
    ['.5', '0.5'],
    ['1e3', '1000'],
    ['-0', '0'],
    ['007', '7'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    ['12345678901234567890.1234567891', '12345678901234567890.1234567891'],
    ['', null],
    ['12a', '12a'],
    ['1.2.3', '1.2.3'],
    [Number.NaN, Number.NaN],
  ])('%j becomes %j', (given, normal) => expect(normalizeNumber(given)).toEqual(normal));

  it('is shown by the rules of the language, with every digit', () => {
    expect(formatNumber('12345678901234567890.5', 'en', { maximumFractionDigits: 10 })).toBe(
      '12,345,678,901,234,567,890.5',
    );
    const money = builtInFieldTypes.get('money')!;
    expect(money.format('1234.5', { currency: 'CNY' }, 'zh-CN')).toBe('¥1,234.50');
    expect(money.format('1234', { currency: 'JPY', decimals: 0 }, 'en')).toBe('¥1,234');
    expect(money.normalize!('CNY 1,200元', {})).toBe('1200');
    expect(money.fit!('0.3333333333', {})).toBe('0.33');
  });
});

describe('a date as people write it', () => {
  it.each([
    ['2026/3/5', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['２０２６．０３．０５', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026-03-05 09:30', '2026-03-05'],
    ['5.3.2026', '5.3.2026'],
    ['', null],
  ])('%j becomes %j', (given, normal) => expect(normalizeDate(given)).toEqual(normal));

  it('is a day of the calendar', () => {
    expect(['2024-02-29', '2026-02-29', '1900-02-29', '2000-02-29', '2026-13-01'].map(isDate)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});

describe('a moment as people write it', () => {
  it.each([
    ['2026-03-05 09:30', 'Asia/Shanghai', '2026-03-05T01:30:00.000Z'],
    ['2026年3月5日 9时30分', 'Asia/Shanghai', '2026-03-05T01:30:00.000Z'],
    ['2026/3/5', 'Asia/Shanghai', '2026-03-04T16:00:00.000Z'],
    ['2026-03-05T09:30:15.250+0200', 'Asia/Shanghai', '2026-03-05T07:30:15.250Z'],
    ['2026-03-05T01:30:00Z', 'America/New_York', '2026-03-05T01:30:00.000Z'],
    ['2026-07-01 12:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
    ['2026-01-01 12:00', 'America/New_York', '2026-01-01T17:00:00.000Z'],
    ['2026-02-30 12:00', 'UTC', '2026-02-30 12:00'],
    ['soon', 'UTC', 'soon'],
  ])('%j in %s becomes %j', (given, zone, normal) => expect(normalizeInstant(given, zone)).toBe(normal));

  it('is shown in the zone of the reader', () => {
    expect(formatInstant('2026-03-05T01:30:00.000Z', 'zh-CN', 'Asia/Shanghai')).toBe('2026年3月5日 09:30');
    expect(formatInstant('2026-03-05T01:30:00.000Z', 'en', 'America/New_York')).toMatch(/^Mar 4, 2026, 8:30\sPM$/);
  });
});

describe('choices and switches from a file', () => {
  const options = { choices: [{ value: 'high', label: { 'zh-CN': '高', en: 'High' } }] };
  it('are found by value or label in either language', () => {
    const choice = builtInFieldTypes.get('choice')!;
    expect(['high', 'HIGH', '高', ' High '].map((text) => choice.parse!(text, options, 'en'))).toEqual(
      Array(4).fill('high'),
    );
    expect(choice.parse!('low', options, 'en')).toBe('low');
    expect(builtInFieldTypes.get('many_choice')!.parse!('高；other', options, 'en')).toEqual(['high', 'other']);
    const yesNo = builtInFieldTypes.get('yes_no')!;
    expect(['是', 'Yes', '１', '否', 'x'].map((text) => yesNo.normalize!(text, {}))).toEqual([
      true,
      true,
      true,
      false,
      'x',
    ]);
  });
});

it('a text of a million characters is refused at once, and a hidden character is named', () => {
  expect(checkText('x'.repeat(1_000_000), 500, false)[0]).toMatchObject({ code: 'field.tooLong', data: { max: 500 } });
  expect(checkText('ab\u0000c', 500, false)[0]).toMatchObject({ data: { character: 'U+0000', position: 3 } });
});
