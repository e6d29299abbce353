import type { ProblemTable } from '../kernel/problems';

/** Words of field types: choices, money, times and data. */
export const moreTypeProblems: ProblemTable = {
  'field.options.slider': {
    status: 422,
    words: {
      'zh-CN': '显示为滑块时，要填最小值和最大值。',
      en: 'A slider needs a smallest and a largest value.',
    },
  },
  'field.scale': {
    status: 422,
    words: {
      'zh-CN': '“{label}”要填 {from} 到 {to} 之间的整数。',
      en: '“{label}” takes a whole number from {from} to {to}.',
    },
  },
  'field.ranking': {
    status: 422,
    words: {
      'zh-CN': '“{label}”还有 {missing} 项没有排序。',
      en: '“{label}” must rank all options; {missing} are missing.',
    },
  },
  'field.matrix': {
    status: 422,
    words: {
      'zh-CN': '“{label}”的内容无法读取，请重新选择。',
      en: '“{label}” holds answers that cannot be read. Answer it again.',
    },
  },
  'field.matrixOpen': {
    status: 422,
    words: {
      'zh-CN': '“{label}”还有 {n} 行没有回答，例如“{row}”。',
      en: '“{label}” has {n} rows without an answer, such as “{row}”.',
    },
  },
  'field.currencyAmount': {
    status: 422,
    words: {
      'zh-CN': '“{label}”要填数额和货币，例如 USD 12.50。',
      en: '“{label}” takes an amount and a currency, such as USD 12.50.',
    },
  },
  'field.currency': {
    status: 422,
    words: {
      'zh-CN': '“{label}”不接受货币“{currency}”，可用：{known}。',
      en: '“{label}” does not take the currency “{currency}”. There are {known}.',
    },
  },
  'field.time': {
    status: 422,
    words: { 'zh-CN': '“{label}”要填时间，例如 09:30。', en: '“{label}” takes a time, such as 09:30.' },
  },
  'field.department': {
    status: 422,
    words: { 'zh-CN': '“{label}”要从列表中选一个部门。', en: '“{label}” takes a department chosen from the list.' },
  },
  'field.dateRange': {
    status: 422,
    words: {
      'zh-CN': '“{label}”要填开始和结束日期，例如 2026-03-05 ~ 2026-03-12。',
      en: '“{label}” takes a first and a last day, such as 2026-03-05 ~ 2026-03-12.',
    },
  },
  'field.dateFirst': {
    status: 422,
    words: { 'zh-CN': '“{label}”只到月或年，要填其第一天。', en: '“{label}” takes a month or a year: its first day.' },
  },
  'field.richText': {
    status: 422,
    words: {
      'zh-CN': '“{label}”的内容无法读取，请重新输入。',
      en: '“{label}” holds formatted text that cannot be read. Write it again.',
    },
  },
  'field.dateOrder': {
    status: 422,
    words: { 'zh-CN': '“{label}”的结束日期早于开始日期。', en: '“{label}” ends before it begins.' },
  },
};
