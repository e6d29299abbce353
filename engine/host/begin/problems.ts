import type { ProblemTable } from '../../kernel/problems';

export const beginProblems: ProblemTable = {
  'begin.notJson': {
    status: 422,
    words: {
      'zh-CN': '这不是 JSON，请检查引号、逗号和括号。（{detail}）',
      en: 'This is not JSON. Look at its quotes, commas and brackets. ({detail})',
    },
  },
  'begin.noSchema': {
    status: 422,
    words: { 'zh-CN': 'JSON Schema 应是一个对象：{ … }。', en: 'A JSON Schema is an object: { … }.' },
  },
  'begin.noColumns': {
    status: 422,
    words: {
      'zh-CN': '这个文件里没有带标题的列。第一行应为各列的名称。',
      en: 'No column of this file has a heading. The first line should name the columns.',
    },
  },
};
