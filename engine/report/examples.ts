/** Answers the charts' examples are drawn from: a choice, two series over months, no rows, hostile labels, exact money. */
import type { Answer, AnswerColumn } from '../kernel/contract';

const choice: AnswerColumn = {
  name: 'd0',
  label: { 'zh-CN': '类型', en: 'Type' },
  role: 'dimension',
  kind: 'text',
  field: {
    path: 'type',
    type: 'choice',
    options: {
      choices: [
        { value: 'a', label: { 'zh-CN': '甲', en: 'Alpha' }, color: 'orange' },
        { value: 'b', label: { 'zh-CN': '乙', en: '<b>Beta</b>' }, color: 'blue' },
      ],
    },
  },
};
const month: AnswerColumn = {
  name: 'd0',
  label: { 'zh-CN': '月份', en: 'Month' },
  role: 'dimension',
  kind: 'date',
  grain: 'month',
};
const count: AnswerColumn = {
  name: 'm0',
  label: { 'zh-CN': '数量', en: 'Count' },
  role: 'measure',
  kind: 'number',
  agg: 'count',
};
const money: AnswerColumn = {
  name: 'm1',
  label: { 'zh-CN': '金额', en: 'Amount' },
  role: 'measure',
  kind: 'number',
  agg: 'sum',
  field: { path: 'amount', type: 'money', options: { currency: 'CNY', decimals: 2 } },
};

/** Groups of a choice, one of them not filled in. */
export const byChoice: Answer = {
  columns: [choice, count],
  rows: [
    { d0: 'a', m0: '12' },
    { d0: 'b', m0: '7' },
    { d0: null, m0: '3' },
  ],
};
/** Months by choice, March missing, an amount that no binary float can hold. */
export const byMonth: Answer = {
  columns: [month, { ...choice, name: 'd1' }, money],
  rows: [
    { d0: '2026-01-01', d1: 'a', m1: '9007199254740993.01' },
    { d0: '2026-01-01', d1: 'b', m1: '100.10' },
    { d0: '2026-02-01', d1: 'a', m1: '0.20' },
    { d0: '2026-04-01', d1: 'b', m1: null },
  ],
};
export const overTime: Answer = {
  columns: [month, count],
  rows: [
    { d0: '2026-01-01', m0: '10' },
    { d0: '2026-02-01', m0: '8' },
    { d0: '2026-04-01', m0: '14' },
  ],
};
export const single: Answer = { columns: [count, money], rows: [{ m0: '1200', m1: '35000.50' }] };
export const plain: Answer = {
  columns: [
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, role: 'column', kind: 'text' },
    { name: 'at', label: { 'zh-CN': '日期', en: 'Date' }, role: 'column', kind: 'date' },
  ],
  rows: [
    { name: 'One', at: '2026-02-28' },
    { name: null, at: null },
  ],
};
export const withoutRows: Answer = { columns: [choice, count], rows: [] };
