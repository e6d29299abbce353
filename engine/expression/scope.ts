import type { ExpressionFunction } from '../kernel/contract';
import type { EntityModel, FieldModel, Model, ValueKind } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { GivenName } from './term';

/** What the names in an expression can mean. */
export interface Scope {
  readonly model: Model;
  /** The entity whose record is meant by bare field names; none for expressions without a record. */
  readonly entity?: EntityModel | undefined;
  /** A field for which this is false is reported exactly like one that does not exist. */
  isVisible?(entity: EntityModel, field: FieldModel): boolean;
  /** Further names, e.g. the result of an earlier step. */
  readonly variables?: { readonly [name: string]: { readonly kind: ValueKind; readonly target?: string } };
  /** Records with a name of their own beside the one that bare names mean: the record of a row (`parent.region`). */
  readonly records?: { readonly [name: string]: EntityModel };
  /** Functions of other plugins beside the built-in ones. */
  readonly functions?: ReadonlyMap<string, ExpressionFunction>;
}

export interface Given {
  readonly name: GivenName;
  readonly kind: ValueKind;
  readonly target?: string;
}
/** Names that mean the same everywhere; a field of such a name is hidden by them. */
export const GIVEN: { readonly [path: string]: Given } = {
  today: { name: 'today', kind: 'date' },
  now: { name: 'now', kind: 'datetime' },
  me: { name: 'me', kind: 'record', target: 'person' },
  'me.id': { name: 'me', kind: 'record', target: 'person' },
  'me.name': { name: 'me.name', kind: 'text' },
  'me.email': { name: 'me.email', kind: 'text' },
  'me.department': { name: 'me.department', kind: 'record', target: 'department' },
  'me.roles': { name: 'me.roles', kind: 'textList' },
};
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['me', 'today', 'now']);

/** What people call a kind, in a sentence: “this takes {wanted}”. */
export const KIND_WORDS: { readonly [K in ValueKind | 'null' | 'list']: Text } = {
  text: { 'zh-CN': '文字', en: 'a text' },
  number: { 'zh-CN': '数字', en: 'a number' },
  boolean: { 'zh-CN': '是/否', en: 'yes or no' },
  date: { 'zh-CN': '日期', en: 'a date' },
  datetime: { 'zh-CN': '日期时间', en: 'a date and time' },
  record: { 'zh-CN': '一条记录', en: 'a record' },
  textList: { 'zh-CN': '多个选项', en: 'several options' },
  idList: { 'zh-CN': '文件', en: 'files' },
  lines: { 'zh-CN': '明细表', en: 'line items' },
  json: { 'zh-CN': '数据', en: 'data' },
  null: { 'zh-CN': '空值', en: 'nothing' },
  list: { 'zh-CN': '列表', en: 'a list' },
};
