/** Why a part of a schema is no field of a form, or is not checked by one. */
import type { Text } from '../../kernel/text';

/** `json`: it is a raw JSON field. `left`: it is not in the form. `loose`: it is in the form, which does not check this. */
export interface SchemaNote {
  /** JSON Pointer (RFC 6901) into the schema; empty for the schema itself. */
  readonly pointer: string;
  readonly as: 'json' | 'left' | 'loose';
  readonly reason: Text;
}

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

export const WHY = {
  any: text('任何值都可以，没有说明结构', 'it may be anything: the schema says nothing about it'),
  tuple: text('每一项的结构各不相同（元组）', 'its items each have a shape of their own (a tuple)'),
  shapes: text('可以是几种不同的结构', 'it may have one of several shapes'),
  types: text('可以是几种不同的类型', 'it may be of several types'),
  names: text('属性名不固定', 'the names of its properties are not fixed'),
  cycle: text('结构引用了自身，层数没有限制', 'it refers to itself, without end'),
  deep: text('嵌套太深', 'it is nested too deeply'),
  inRow: text('明细表里不能再放列表', 'a list cannot stand inside a table of line items'),
  mixed: text('列表各项的结构不明确或不止一种', 'the items of the list have no single shape'),
  never: text('schema 不允许它有值', 'the schema allows no value here'),
  nothing: text('只能是 null，没有可填的内容', 'it can only be null: there is nothing to fill in'),
  noRef: text('引用指向的内容不在这个文件里', 'it refers to something that is not in this file'),
  dynamic: text('使用了动态引用，无法固定下来', 'it uses a dynamic reference, which cannot be fixed'),
  tooMany: text('一张表单最多 300 个字段，这里放不下', 'a form takes 300 fields, and this is beyond them'),
  longValue: text('选项太长或太多，无法作为选项', 'its values are too long or too many for a list of options'),
  unnamed: text(
    'schema 还允许没有列出名称的属性，表单里没有它们的位置',
    'the schema also allows properties that it does not name; the form has no place for them',
  ),
  once: text('表单里同一选项只能选一次', 'the form takes each option once'),
  whenFilled: text(
    '这一组都是选填，组里填了一项后，表单不会要求填其余必填项',
    'its group is optional, and the form does not ask for this once the group is begun',
  ),
  unchecked: text(
    '结构太大或无法单独成立，表单只检查它是 JSON',
    'its schema is too large, or cannot stand alone: the form checks only that it is JSON',
  ),
  preset: text('默认值不能作为字段的默认值', 'its default is no value that the field takes'),
  name: text('属性名是 JavaScript 的保留名称', 'its name is reserved by JavaScript'),
} as const;

export const notChecked = (keyword: string): Text =>
  text(`表单不检查 ${keyword} 这一条`, `the form does not check “${keyword}”`);
export const stricter = {
  length: (max: number): Text => text(`表单最多收 ${max} 个字`, `the form takes ${max} characters at most`),
  rows: (max: number): Text => text(`表单最多收 ${max} 行`, `the form takes ${max} rows at most`),
};
