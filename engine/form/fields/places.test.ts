/** Bar codes, points and addresses: what they are read from, and that what is drawn or computed is right. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import address from './address';
import { loadRegions, regions } from './address/regions';
import barcode from './barcode';
import { barsOf, checkDigit, CODE128, code128Values, formatOf } from './barcode/encode';
import geo from './geo';
import { boxAround, distanceKm, placeOf, readPlace } from './geo/place';

describe('a bar code', () => {
  it('has the check digits that GS1 prints in its own examples', () => {
    expect(checkDigit('629104150021')).toBe(3);
    expect(checkDigit('9638507')).toBe(4);
    expect(checkDigit('03600029145')).toBe(2);
  });

  it('says which digit is wrong and what it should be', () => {
    const [found] = barcode.check('6901028075832', { format: 'ean13' });
    expect(found).toMatchObject({ code: 'field.barcodeDigit', data: { digit: '2', right: 1 } });
  });

  it('of 13 digits found as a UPC-A code gets its 0', () => {
    expect(barcode.normalize!(' 0 36000 29145 2 ', { format: 'ean13' })).toBe('0036000291452');
    expect(barcode.normalize!('６９０１０２８０７５８３１', { format: 'ean13' })).toBe('6901028075831');
  });

  it('as EAN-13 is read back by the widths of bars and spaces that the standard tabulates', () => {
    const widths = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
    const first = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'];
    const mirrored = widths.map((w) => [...w].reverse().join(''));
    const read = (bars: string): string => {
      const runs = bars.match(/1+|0+/g)!.map((run) => String(run.length));
      const groups = (from: number): string[] =>
        Array.from({ length: 6 }, (_, i) => runs.slice(from + i * 4, from + i * 4 + 4).join(''));
      const left = groups(3);
      const parity = left.map((group) => (widths.includes(group) ? 'L' : 'G')).join('');
      const digits = [
        ...left.map((g) => (widths.includes(g) ? widths : mirrored).indexOf(g)),
        ...groups(32).map((g) => widths.indexOf(g)),
      ];
      return `${first.indexOf(parity)}${digits.join('')}`;
    };
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (digits) => {
        const code = `${digits}${checkDigit(digits)}`;
        const bars = barsOf(code, 'ean13');
        expect(bars).toHaveLength(95);
        expect(read(bars)).toBe(code);
      }),
    );
  });

  it('as Code 128 is made of 107 different patterns of 11 modules, the stop of 13', () => {
    const widths = CODE128.map((pattern) => [...pattern].reduce((sum, width) => sum + Number(width), 0));
    expect(new Set(CODE128).size).toBe(107);
    expect(widths.slice(0, 106).every((width) => width === 11)).toBe(true);
    expect(widths[106]).toBe(13);
  });

  it('as Code 128 has the check value of known codes, and pairs digits', () => {
    expect(code128Values('Wikipedia').at(-2)).toBe(88);
    expect(code128Values('1234')).toEqual([105, 12, 34, (105 + 12 + 68) % 103, 106]);
  });

  it('is read back from its bars, whatever the text', () => {
    const read = (bars: string): string => {
      const runs = bars.match(/1+|0+/g)!.map((run) => run.length);
      const values: number[] = [];
      for (let i = 0; i + 7 < runs.length; i += 6) values.push(CODE128.indexOf(runs.slice(i, i + 6).join('')));
      const data = values.slice(1, -1);
      return data
        .map((value) => (values[0] === 105 ? String(value).padStart(2, '0') : String.fromCharCode(value + 32)))
        .join('');
    };
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{1,30}$/), (text) => {
        expect(read(barsOf(text, 'code128'))).toBe(text);
      }),
    );
  });

  it('of any kind is drawn as what it is', () => {
    expect(formatOf('6901028075831', 'any')).toBe('ean13');
    expect(formatOf('ABC-1', 'any')).toBe('code128');
    expect(formatOf('https://example.com/a/long/address/of/a/page', 'any')).toBe('qr');
    expect(formatOf('中文', 'any')).toBe('qr');
  });
});

describe('a place', () => {
  it.each([
    ['36.0671, 120.3826', { lat: 36.0671, lng: 120.3826 }],
    ['36.0671，120.3826 ±12 米', { lat: 36.0671, lng: 120.3826, accuracy: 12 }],
    ['(36.0671 120.3826)', { lat: 36.0671, lng: 120.3826 }],
    ['36°4\'1.56"N 120°22\'57.36"E', { lat: 36.0671, lng: 120.3826 }],
    ['33°51\'24"S, 151°12\'55"E', { lat: -33.8566667, lng: 151.2152778 }],
  ])('is read from %s', (typed, place) => {
    expect(geo.normalize!(typed, {})).toEqual(place);
  });

  it('is read back as it was from what is shown', () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    fc.assert(
      fc.property(degrees(90), degrees(180), fc.option(fc.integer({ min: 0, max: 5000 })), (lat, lng, accuracy) => {
        const place = placeOf(lat, lng, accuracy ?? undefined);
        const shown = geo.format(place, {}, 'zh-CN');
        // Numbers below 0.0001 would be shown with an exponent.
        if (!/e-/.test(shown)) expect(geo.normalize!(shown, {})).toEqual(place);
      }),
    );
  });

  it('is not read from a text that has no two numbers, however long', () => {
    for (const text of ['', 'Qingdao', '1', '1,2,3', '1'.repeat(1000)]) expect(readPlace(text)).toBeUndefined();
  });

  it('lies as far from another as atlases say', () => {
    const [qingdao, beijing] = [placeOf(36.0671, 120.3826), placeOf(39.9042, 116.4074)];
    expect(distanceKm(qingdao, beijing)).toBeGreaterThan(540);
    expect(distanceKm(qingdao, beijing)).toBeLessThan(560);
  });

  it('within a distance is within the box around it, at poles and the date line too', () => {
    const place = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, fc.double({ min: 0.01, max: 20_000, noNaN: true }), (a, b, km) => {
        fc.pre(distanceKm(a, b) <= km);
        const box = boxAround(a, km + 1e-6);
        expect(b.lat >= box.south && b.lat <= box.north && b.lng >= box.west && b.lng <= box.east).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an address', () => {
  beforeAll(loadRegions);

  it.each([
    ['山东省青岛市市南区香港中路1号', { region: '370202', street: '香港中路1号' }],
    ['山东青岛市南区香港中路1号', { region: '370202', street: '香港中路1号' }],
    ['北京市东城区王府井大街 2 号', { region: '110101', street: '王府井大街 2 号' }],
    ['上海浦东新区世纪大道100号', { region: '310115', street: '世纪大道100号' }],
    ['广东省东莞市南城街道', { region: '4419', street: '南城街道' }],
    ['海南省文昌市', { region: '469005' }],
    ['新疆乌鲁木齐市天山区', { region: '650102' }],
    ['内蒙古呼和浩特市', { region: '1501' }],
    ['香港特别行政区湾仔区', { region: '81', street: '湾仔区' }],
    ['1 Infinite Loop, Cupertino', { street: '1 Infinite Loop, Cupertino' }],
  ])('is read from %s', (typed, wanted) => {
    expect(address.parse!(typed, {}, 'zh-CN')).toMatchObject(wanted);
  });

  it('carries the names of its code, whatever names were sent', () => {
    expect(address.normalize!({ region: '370202', province: '别处', street: ' 香港中路  1 号 ' }, {})).toEqual({
      region: '370202',
      province: '山东省',
      city: '青岛市',
      district: '市南区',
      street: '香港中路 1 号',
    });
  });

  it('is shown without the fillers of the list', () => {
    expect(address.format(address.parse!('北京市东城区王府井大街2号', {}, 'zh-CN') as never, {}, 'zh-CN')).toBe(
      '北京市东城区 王府井大街2号',
    );
  });

  it('of an unknown region is refused, and so is one that stops too early', () => {
    expect(address.check({ region: '999999' }, {})).toMatchObject([{ code: 'field.region' }]);
    expect(address.check({ region: '3702' }, {})).toMatchObject([{ code: 'field.regionLevel' }]);
    expect(address.check({ region: '3702' }, { level: 'city' })).toEqual([]);
    expect(address.check({ region: '4419' }, {})).toEqual([]);
  });

  it('of every district of the country is read back from what is shown', () => {
    const table = regions()!;
    const wrong: string[] = [];
    const walk = (code: string): void => {
      for (const region of table.below(code)) {
        const value = address.normalize!({ region: region.code }, {}) as never;
        const read = address.parse!(address.format(value, {}, 'zh-CN'), {}, 'zh-CN') as { region?: string };
        if (read?.region !== region.code && table.below(region.code).length === 0) {
          wrong.push(region.code + region.name);
        }
        walk(region.code);
      }
    };
    walk('');
    expect(wrong).toEqual([]);
  });
});
