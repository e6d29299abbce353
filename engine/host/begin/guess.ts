/** What kind of field a column of texts would be. Pure: the same cells give the same guess. */
import type { FieldType } from '../../kernel/contract';
import type { Json } from '../../kernel/json';
import type { Locale } from '../../kernel/text';

export interface Guess {
  readonly type: string;
  readonly options: { readonly [key: string]: Json };
  readonly isRequired: boolean;
  readonly isUnique: boolean;
  /** Options for the other types that the cells would fit, too. */
  readonly others: { readonly [type: string]: { readonly [key: string]: Json } };
}
interface Reader {
  readonly types: ReadonlyMap<string, FieldType>;
  readonly locale: Locale;
  readonly timeZone: string;
}

/** So many cells must be values of a type: a slip or two is told when the rows come in. */
const SHARE = 0.95;
const MOST_CHOICES = 20;
const MOST_OFFERED = 200;
const LONGEST_CHOICE = 40;
const LONG_TEXT = 120;

const CODE =
  /(编号|编码|代码|单号|条码|工号|序号|货号|税号|证号|信用代码)$|^(id|no|code|sku)$|[\s_-](id|no|code|number)\.?$|(Id|ID|No|Code)$/i;
const MONEY =
  /额$|金额|价格|单价|总价|费用|价税|额度|工资|收入|成本|货款|余额|amount|price|cost|fee|salary|revenue|total/i;
const CURRENCY = /^[-(]?\s*[¥￥$€£]|元$/;
const ADDRESS = /地址|住址|address/i;
const FREE = /备注|说明|描述|意见|remark|note|comment|description/i;
const QUANTITY = /数量|件数|箱数|人数|次数|qty|quantity|count/i;

/** @param cells as they stand in the file, empty ones included */
export function guessColumn(header: string, cells: readonly string[], reader: Reader): Guess {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const distinct = new Set(filled);
  const isDistinct = filled.length >= 3 && distinct.size === filled.length;
  const isCode = CODE.test(header.trim());
  const options: { [type: string]: { readonly [key: string]: Json } } = {};
  const longest = filled.reduce((most, cell) => Math.max(most, cell.length), 0);
  if (distinct.size > 0 && distinct.size <= MOST_OFFERED && longest <= 100) {
    options.choice = { choices: choicesOf(filled) };
  }
  options.number = numberOptions(filled);
  options.money = moneyOptions(filled);
  const type = typeOf(header, filled, distinct, reader);
  const { [type]: own = {}, ...others } = options;
  return {
    type,
    options: own,
    isRequired: filled.length === cells.length && filled.length >= 5,
    isUnique: isDistinct && (isCode || type === 'email') && type !== 'relation',
    others,
  };
}

function typeOf(header: string, filled: readonly string[], distinct: ReadonlySet<string>, reader: Reader): string {
  if (filled.length === 0) return 'text';
  const fits = (type: string): boolean => share(filled, type, reader) >= SHARE;
  // `0` and `1` are numbers until somebody says otherwise; a code keeps its zeros.
  const isNumeric = filled.every((cell) => /^[\d.,\s]+$/.test(cell));
  if (distinct.size <= 2 && !isNumeric && fits('yes_no')) return 'yes_no';
  const found = dayType(filled, fits) ?? numberType(header, filled, fits) ?? addressType(header, filled, fits);
  if (found) return found;
  if (FREE.test(header) || filled.some((cell) => cell.includes('\n') || cell.length > LONG_TEXT)) return 'long_text';
  return isChoice(header, filled, distinct) ? 'choice' : 'text';
}

function dayType(filled: readonly string[], fits: (type: string) => boolean): string | undefined {
  if (!hasDays(filled)) return undefined;
  const type = filled.some((cell) => /\d{1,2}[:：]\d{2}/.test(cell)) ? 'date_time' : 'date';
  return fits(type) ? type : undefined;
}

/** Ways to reach somebody. */
function addressType(header: string, filled: readonly string[], fits: (type: string) => boolean): string | undefined {
  if (filled.some((cell) => cell.includes('@')) && fits('email')) return 'email';
  if (filled.some((cell) => /^(https?:\/\/|www\.)/i.test(cell)) && fits('url')) return 'url';
  return isPhone(header, filled) && fits('phone') ? 'phone' : undefined;
}

const hasDays = (filled: readonly string[]): boolean =>
  filled.filter((cell) => /\d{4}[-/.年]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(cell)).length >=
  filled.length * SHARE;

function numberType(header: string, filled: readonly string[], fits: (type: string) => boolean): string | undefined {
  // 0012 is a name made of digits, and 13812345678 a telephone.
  const isName =
    CODE.test(header.trim()) ||
    filled.some((cell) => /^0\d/.test(cell)) ||
    filled.every((cell) => /^1[3-9]\d{9}$/.test(cell));
  if (isName) return undefined;
  if (filled.filter((cell) => /[%％]$/.test(cell)).length >= filled.length * SHARE) return 'percent';
  if (!fits('number')) return undefined;
  const isMoney = filled.some((cell) => CURRENCY.test(cell)) || (MONEY.test(header) && !QUANTITY.test(header));
  return isMoney ? 'money' : 'number';
}

const isPhone = (header: string, filled: readonly string[]): boolean =>
  /电话|手机|phone|mobile|tel/i.test(header) || filled.every((cell) => /^(\+?86[-\s]?)?1[3-9]\d{9}$/.test(cell));

/** Few values that come again and again. Addresses and codes are none, however often they repeat. */
function isChoice(header: string, filled: readonly string[], distinct: ReadonlySet<string>): boolean {
  const isShort = [...distinct].every((cell) => cell.length <= LONGEST_CHOICE);
  const repeats = filled.length >= Math.max(6, distinct.size * 3);
  const isFree = ADDRESS.test(header) || FREE.test(header) || CODE.test(header.trim());
  return distinct.size > 1 && distinct.size <= MOST_CHOICES && isShort && repeats && !isFree;
}

/** Which part of the cells are values of a type. */
function share(filled: readonly string[], name: string, { types, locale, timeZone }: Reader): number {
  const type = types.get(name);
  if (!type) return 0;
  const good = filled.filter((cell) => {
    const parsed = type.parse?.(cell, {}, locale, timeZone) ?? cell;
    return type.check(type.normalize ? type.normalize(parsed, {}) : parsed, {}).length === 0;
  });
  return good.length / filled.length;
}

/** Options in the order of how often they stand. */
function choicesOf(filled: readonly string[]): Json {
  const counts = new Map<string, number>();
  for (const cell of filled) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value]) => ({
      value: value.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim(),
      label: { 'zh-CN': value, en: value },
    }));
}

const decimalsOf = (filled: readonly string[]): number =>
  filled.reduce((most, cell) => Math.max(most, /\.(\d+)/.exec(cell)?.[1]?.length ?? 0), 0);
function numberOptions(filled: readonly string[]): { readonly [key: string]: Json } {
  const decimals = decimalsOf(filled);
  return filled.length > 0 && decimals <= 6 ? { decimals } : {};
}
function moneyOptions(filled: readonly string[]): { readonly [key: string]: Json } {
  const sign = /[$€£]/.exec(filled.find((cell) => CURRENCY.test(cell)) ?? '')?.[0];
  const currency = sign === undefined ? undefined : { $: 'USD', '€': 'EUR', '£': 'GBP' }[sign];
  return {
    ...(currency ? { currency } : {}),
    ...(decimalsOf(filled) > 2 ? { decimals: Math.min(decimalsOf(filled), 6) } : {}),
  };
}
