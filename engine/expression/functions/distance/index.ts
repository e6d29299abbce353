import type { ExpressionFunction } from '../../../kernel/contract';
import { isPoint, metresBetween, metresBetweenSql } from '../../geo';

const distanceFunction: ExpressionFunction = {
  type: 'DISTANCE',
  takes: [
    { name: 'from', kinds: ['json'] },
    { name: 'to', kinds: ['json'] },
  ],
  gives: 'number',
  help: {
    'zh-CN': '两个位置之间的直线距离，单位米，例如 DISTANCE(签到位置, 门店.位置)。',
    en: 'Metres between two locations as the crow flies, such as DISTANCE(check_in, store.location).',
  },
  js: (from: unknown, to: unknown) =>
    isPoint(from) && isPoint(to) ? { digits: BigInt(metresBetween(from, to)), scale: 0 } : null,
  sql: (from, to) => metresBetweenSql(from!, to!),
  examples: [
    { call: 'DISTANCE(PLACE(36.0671, 120.3826), PLACE(36.0671, 120.3826))', gives: '0' },
    { call: 'DISTANCE(PLACE(36.0671, 120.3826), PLACE(36.0680, 120.3826))', gives: '100' },
    { call: 'DISTANCE(PLACE(0, 0), PLACE(0, 180))', gives: '20015114' },
    { call: 'DISTANCE(PLACE(39.9042, 116.4074), PLACE(31.2304, 121.4737))', gives: '1067312' },
    { call: 'DISTANCE(null, PLACE(0, 0))', gives: null },
  ],
};
export default distanceFunction;
