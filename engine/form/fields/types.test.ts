/** What people type and paste, read by the field types that have a form of their own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../kernel/text';
import duration from './duration';
import email from './email';
import percent from './percent';
import phone from './phone';
import rating from './rating';
import { tagColor } from './tags/color';
import tags from './tags';
import url from './url';

const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

describe('a phone number', () => {
  it.each([
    ['138 1234 5678', '+8613812345678'],
    ['１３８－１２３４－５６７８', '+8613812345678'],
    ['86 138 1234 5678', '+8613812345678'],
    ['0086-138-1234-5678', '+8613812345678'],
    ['(0532) 8571-1119', '+8653285711119'],
    ['0532—85711119转802', '+8653285711119;ext=802'],
    ['010 6552 9988', '+861065529988'],
    ['400-888-8888', '+864008888888'],
    ['95588', '+8695588'],
    ['+1 (212) 555-0123 ext. 9', '+12125550123;ext=9'],
    ['电话：0532-85711119', '+8653285711119'],
  ])('%s is %s', (typed, kept) => {
    const value = phone.normalize!(typed, {});
    expect(value).toBe(kept);
    expect(phone.check(value, {})).toEqual([]);
  });

  it('of another country is read as dialled there', () => {
    expect(phone.normalize!('020 7946 0958', { country: '44' })).toBe('+442079460958');
  });

  it('is shown as it is dialled at home, and abroad with its code', () => {
    expect(phone.format('+8613812345678', {}, 'zh-CN')).toBe('138 1234 5678');
    expect(phone.format('+8653285711119;ext=802', {}, 'zh-CN')).toBe('0532-8571 1119 转 802');
    expect(phone.format('+861065529988', {}, 'en')).toBe('010-6552 9988');
    expect(phone.format('+12125550123', {}, 'en')).toBe('+1 212 555 0123');
    expect(phone.format('+8613812345678', { country: '1' }, 'en')).toBe('+86 138 123 45678');
  });

  it('is read back as it was from what is shown, in both languages', () => {
    const chinese = fc.oneof(
      fc.stringMatching(/^1[3-9]\d{9}$/),
      fc.stringMatching(/^10\d{8}$/),
      fc.stringMatching(/^2\d{9}$/),
      fc.stringMatching(/^[3-9]\d{9,10}$/),
    );
    fc.assert(
      fc.property(chinese, fc.option(fc.stringMatching(/^\d{1,6}$/)), (digits, ext) => {
        const value = `+86${digits}${ext ? `;ext=${ext}` : ''}`;
        for (const locale of LOCALES) expect(phone.normalize!(phone.format(value, {}, locale), {})).toBe(value);
      }),
    );
  });
});

describe('a duration', () => {
  it.each([
    ['1h30', 5400],
    ['1:30', 5400],
    ['1:30:15', 5415],
    ['90 分钟', 5400],
    ['90', 5400],
    ['1 小时 30 分', 5400],
    ['一小时', undefined],
    ['1.5h', 5400],
    ['1小时半', 5400],
    ['半小时', 1800],
    ['2天', 172_800],
    ['1d 2h', 93_600],
    ['1 hour and 5 minutes', 3900],
    ['45秒', 45],
    ['90min', 5400],
    ['5 apples', undefined],
    ['1h h', undefined],
  ])('%s is %s seconds', (typed, seconds) => {
    expect(duration.parse!(typed, {}, 'zh-CN')).toBe(seconds === undefined ? typed : String(seconds));
  });

  it('counts a day as the working day of the field', () => {
    expect(duration.parse!('1.5', { unit: 'day', dayHours: 8 }, 'en')).toBe('43200');
    expect(duration.format('43200', { unit: 'day', dayHours: 8 }, 'en')).toBe('1 d 4 h');
  });

  it('is read back as it was from what is shown and from what a file holds', () => {
    const options = fc.record({
      unit: fc.constantFrom('second', 'minute', 'hour', 'day') as fc.Arbitrary<'second' | 'minute' | 'hour' | 'day'>,
      dayHours: fc.constantFrom(8, 24),
    });
    fc.assert(
      fc.property(options, fc.integer({ min: 0, max: 10_000_000 }), (how, seconds) => {
        const value = String(seconds);
        for (const locale of LOCALES) {
          expect(duration.parse!(duration.format(value, how, locale), how, locale)).toBe(value);
          expect(duration.parse!(duration.fileText!(value, how), how, locale)).toBe(value);
        }
        expect(duration.normalize!(value, how)).toBe(value);
      }),
    );
  });
});

describe('a percentage', () => {
  it('is kept as the fraction, whatever sign was written', () => {
    expect(percent.normalize!('12.5%', {})).toBe('0.125');
    expect(percent.normalize!('１２．５％', {})).toBe('0.125');
    expect(percent.normalize!('5‰', {})).toBe('0.005');
    expect(percent.normalize!('0.125', {})).toBe('0.125');
    expect(percent.normalize!('33.33%', {})).toBe('0.3333');
  });

  it('is shown with its sign and no digit lost, and read back as it was', () => {
    expect(percent.format('0.125', {}, 'zh-CN')).toBe('12.5%');
    fc.assert(
      fc.property(fc.integer({ min: -99_999, max: 99_999 }), (n) => {
        const value = percent.normalize!(`${n / 100}%`, {}) as string;
        for (const locale of LOCALES) {
          expect(percent.normalize!(percent.format(value, {}, locale), {})).toBe(value);
        }
      }),
    );
  });

  it('says its limits in percent', () => {
    expect(percent.check('1.5', { max: 100 })).toMatchObject([{ code: 'field.percentMax', data: { max: 100 } }]);
  });
});

describe('a link', () => {
  it('without a scheme is a web address, and an address with an @ is one to write to', () => {
    expect(url.normalize!(' example.com/a ', {})).toBe('https://example.com/a');
    expect(url.normalize!('例子.中国', {})).toBe('https://例子.中国');
    expect(url.normalize!('mei@example.com', {})).toBe('mailto:mei@example.com');
    expect(url.normalize!('javascript:alert(1)', {})).toBe('javascript:alert(1)');
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    '//evil.example',
    'https:evil',
  ])('never is %s', (typed) => {
    expect(url.check(url.normalize!(typed, {}), {})).not.toEqual([]);
  });
});

describe('an e-mail address', () => {
  it('is one whatever case and width it was typed in', () => {
    expect(email.normalize!(' Mei.Chen＠Example.COM ', {})).toBe('mei.chen@example.com');
    expect(email.normalize!('mailto:Mei@example.com', {})).toBe('mei@example.com');
  });

  it('is checked in time that grows with its length only', () => {
    const started = performance.now();
    for (const text of ['a'.repeat(100_000), `${'a.'.repeat(50_000)}@`, `a@${'a-'.repeat(50_000)}`]) {
      email.check(text, {});
    }
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('a rating', () => {
  it('is read from stars, from a share and from a number', () => {
    expect(rating.normalize!('★★★☆☆', {})).toBe('3');
    expect(rating.normalize!('4/5', {})).toBe('4');
    expect(rating.normalize!('4 分', {})).toBe('4');
    expect(rating.normalize!(5, {})).toBe('5');
    expect(rating.normalize!(0, {})).toBeNull();
  });
});

describe('tags', () => {
  it('are split at the commas of both languages, trimmed, and each kept once', () => {
    expect(tags.normalize!(' 重点， VIP、#vip ;重点\n新', {})).toEqual(['重点', 'VIP', 'vip', '新']);
  });

  it('have one colour for ever, whatever their case', () => {
    expect(tagColor('VIP')).toBe(tagColor('vip'));
    expect(new Set(['重点', 'VIP', '新', 'a', 'b', 'c', 'd', 'e'].map(tagColor)).size).toBeGreaterThan(3);
  });
});
