import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const trimFunction: ExpressionFunction = {
  type: 'TRIM',
  takes: [{ name: 'text', kinds: ['text'] }],
  gives: 'text',
  help: {
    'zh-CN': '去掉首尾的空格（含全角空格）。',
    en: 'The text without spaces at its ends.',
  },
  js: (text: string) => text.replace(/^[ \t\r\n\u00a0\u3000]+/, '').replace(/[ \t\r\n\u00a0\u3000]+$/, ''),
  sql: (text) => sql`btrim(${text!}, U&' \\0009\\000d\\000a\\00a0\\3000')`,
  examples: [
    { call: 'TRIM("  a b　")', gives: 'a b' },
    { call: 'TRIM("   ")', gives: '' },
  ],
};
export default trimFunction;
