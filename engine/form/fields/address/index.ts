import { sql } from '../../../expression/sql';
import type { FieldComparison, FieldType } from '../../../kernel/contract';
import { isObject } from '../../../kernel/json';
import { problem } from '../../../kernel/problems';
import { checkText, isBlank, LINE_PATTERN } from '../../values';
import { isFiller, loadRegions, readRegion, regions, wayTo } from './regions';

export interface Address {
  /** GB/T 2260: 2, 4 or 6 digits. Absent for an address abroad: then all of it is in `street`. */
  readonly region?: string;
  /** As they were called when the address was written: districts are merged and renamed, letters already sent are not. */
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  readonly street?: string;
}
type Options = { readonly level?: 'province' | 'city' | 'district'; readonly street?: boolean };
const NAMES = ['province', 'city', 'district'] as const;
const KEYS: readonly string[] = ['region', ...NAMES, 'street'];
const LEVELS = { province: 2, city: 4, district: 6 } as const;
const LONGEST = 200;
const CODE = /^\d{2}(\d{2}){0,2}$/;

/** How deep a region must be chosen. */
export const levelOf = (options: Options): keyof typeof LEVELS => options.level ?? 'district';
export const hasStreet = (options: Options): boolean => options.street ?? true;

/** The names of a region's code; undefined where the table is not loaded or does not know it. */
export function namesOf(code: string): Pick<Address, 'province' | 'city' | 'district'> | undefined {
  const table = regions();
  const way = table && wayTo(table, code);
  if (!way || way.length !== code.length / 2) return undefined;
  return Object.fromEntries(way.map(({ name }, i) => [NAMES[i]!, name]));
}

function read(text: string): unknown {
  const table = regions();
  const clean = text.replace(/\s+/g, ' ').trim();
  if (!table || clean === '') return clean === '' ? null : { street: clean };
  const { code, rest } = readRegion(table, clean);
  return complete({ ...(code ? { region: code } : {}), ...(rest ? { street: rest } : {}) });
}

/** Names follow from the code, so that a caller need not send them and cannot send others. */
function complete(address: Address): Address {
  const names = address.region === undefined ? undefined : namesOf(address.region);
  return names ? { region: address.region!, ...names, ...(address.street ? { street: address.street } : {}) } : address;
}

/** A region is reached by its code's beginning: a range over the index, which a plan kept for all values can use, too. */
const inRegion: FieldComparison = {
  count: 2,
  parameters(value) {
    const code = isObject(value) ? value.region : value;
    if (typeof code !== 'string' || !CODE.test(code)) return undefined;
    return [code, code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1)];
  },
  sql: (column, [from, until]) =>
    sql`(${column}->>'region') ~>=~ ${from}::text and (${column}->>'region') ~<~ ${until}::text`,
  format(value) {
    const code = isObject(value) ? value.region : value;
    const said = isObject(value) && typeof value.name === 'string' ? value.name : undefined;
    const names = typeof code === 'string' ? namesOf(code) : undefined;
    return names ? format(names) : (said ?? String(code ?? ''));
  },
};
const contains: FieldComparison = {
  count: 1,
  parameters: (value) =>
    typeof value === 'string' && value.length <= 1000 ? [`%${value.replace(/[\\%_]/g, '\\$&')}%`] : undefined,
  sql: (column, [pattern]) =>
    sql`concat(${column}->>'province', ${column}->>'city', ${column}->>'district', ${column}->>'street') ilike ${pattern}::text`,
  format: (value) => String(value),
};

function format(value: Address): string {
  const parts = NAMES.map((name) => value[name]).filter((name): name is string => !!name && !isFiller(name));
  return [parts.join(''), value.street].filter(Boolean).join(' ');
}

const address: FieldType<Address, Options> = {
  type: 'address',
  group: 'other',
  label: { 'zh-CN': '地址', en: 'Address' },
  hint: {
    'zh-CN': '省、市、区三级选择和详细地址',
    en: 'Province, city and district chosen from lists, and the street',
  },
  icon: 'map',
  options: {
    type: 'object',
    properties: {
      level: {
        enum: ['province', 'city', 'district'],
        default: 'district',
        'x-label': { 'zh-CN': '选到哪一级', en: 'Chosen down to' },
        'x-enumLabels': {
          province: { 'zh-CN': '省', en: 'Province' },
          city: { 'zh-CN': '省、市', en: 'City' },
          district: { 'zh-CN': '省、市、区', en: 'District' },
        },
        'x-order': 1,
      },
      street: {
        type: 'boolean',
        default: true,
        'x-label': { 'zh-CN': '填写详细地址', en: 'With street and number' },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  kind: 'json',
  column: 'jsonb',
  filters: ['inRegion', 'contains', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  comparisons: { inRegion, contains },
  index: (column) => ({ method: 'btree', on: `(${column}->>'region') text_pattern_ops` }),
  prepare: async () => void (await loadRegions()),
  input: 'address',
  isWide: true,
  valueSchema: () => ({
    type: 'object',
    properties: {
      region: { type: 'string', pattern: CODE.source },
      ...Object.fromEntries(NAMES.map((name) => [name, { type: 'string', maxLength: 60 }])),
      street: { type: 'string', maxLength: LONGEST, pattern: LINE_PATTERN },
    },
    anyOf: [{ required: ['region'] }, { required: ['street'] }],
    additionalProperties: false,
  }),
  normalize(value) {
    if (typeof value === 'string') return value.length > 1000 ? value : read(value);
    if (!isObject(value)) return value;
    const kept = Object.entries(value)
      .map(([key, part]) => [key, typeof part === 'string' ? part.replace(/\s+/g, ' ').trim().normalize('NFC') : part])
      .filter(([, part]) => !isBlank(part));
    if (kept.length === 0) return null;
    return complete(Object.fromEntries(kept) as Address);
  },
  check(value, options) {
    if (
      !isObject(value) ||
      Object.entries(value).some(([key, part]) => !KEYS.includes(key) || typeof part !== 'string')
    ) {
      return [problem('field.address')];
    }
    const { region, street } = value as Address;
    if (region === undefined && street === undefined) return [problem('field.address')];
    const found = street === undefined ? [] : checkText(street, LONGEST, false);
    if (found.length > 0) return found;
    if (NAMES.some((name) => ((value as Address)[name] ?? '').length > 60)) return [problem('field.address')];
    return region === undefined ? [] : checkRegion(region, options);
  },
  format: (value) => (isObject(value) ? format(value) : String(value)),
  parse: (text) => read(text),
  examples: [
    {
      options: {},
      good: [
        { region: '370202', province: '山东省', city: '青岛市', district: '市南区', street: '香港中路 1 号' },
        { region: '4419', province: '广东省', city: '东莞市' },
        { street: '1 Infinite Loop, Cupertino' },
      ],
      bad: [
        'somewhere',
        {},
        { region: '37020' },
        { region: 370202 },
        { street: 'a\u0000b' },
        { zip: '266071', street: 'x' },
        [],
        5,
      ],
    },
    {
      options: { level: 'city' },
      good: [{ region: '3702', province: '山东省', city: '青岛市' }],
      bad: [{ region: '37' }],
    },
  ],
};
export default address;

/** Known, and as deep as the field asks; a city without districts is deep enough. */
function checkRegion(region: string, options: Options): ReturnType<typeof address.check> {
  if (!CODE.test(region)) return [problem('field.region', [], { region: region.slice(0, 20) })];
  const table = regions();
  if (table && !table.of(region)) return [problem('field.region', [], { region })];
  const isShort = region.length < LEVELS[levelOf(options)];
  const hasMore = table ? table.below(region).length > 0 : region.length < 4;
  return isShort && hasMore ? [problem('field.regionLevel')] : [];
}
