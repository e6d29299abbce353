import type { ExpressionFunction } from '../../../kernel/contract';
import { decimalText, type Decimal } from '../../decimal';
import { sql } from '../../sql';

const placeFunction: ExpressionFunction = {
  type: 'PLACE',
  takes: [
    { name: 'latitude', kinds: ['number'] },
    { name: 'longitude', kinds: ['number'] },
  ],
  gives: 'json',
  help: {
    'zh-CN': '由纬度和经度（WGS-84）得到一个位置，例如 PLACE(36.0671, 120.3826)。',
    en: 'A location from latitude and longitude (WGS-84), such as PLACE(36.0671, 120.3826).',
  },
  js(latitude: Decimal, longitude: Decimal) {
    const [lat, lng] = [Number(decimalText(latitude)), Number(decimalText(longitude))];
    return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
  },
  sql: (latitude, longitude) =>
    sql`(case when abs(${latitude!}) <= 90 and abs(${longitude!}) <= 180 then jsonb_build_object('lat', ${latitude!}::float8, 'lng', ${longitude!}::float8) end)`,
  examples: [
    { call: 'PLACE(36.5, 120.25)', gives: { lat: 36.5, lng: 120.25 } },
    { call: 'PLACE(91, 0)', gives: null },
    { call: 'PLACE(null, 0)', gives: null },
  ],
};
export default placeFunction;
