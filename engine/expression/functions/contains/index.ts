import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const containsFunction: ExpressionFunction = {
  type: 'CONTAINS',
  takes: [
    { name: 'text', kinds: ['text'] },
    { name: 'part', kinds: ['text'] },
  ],
  gives: 'boolean',
  method: 'contains',
  help: {
    'zh-CN': '文字里有没有另一段文字（区分大小写）。',
    en: 'Whether the text holds the other one; capitals matter.',
  },
  js: (text: string, part: string) => text.includes(part),
  sql: (text, part) => sql`(strpos(${text!}, ${part!}) > 0)`,
  examples: [
    { call: 'CONTAINS("Qingdao", "dao")', gives: true },
    { call: '"Qingdao".contains("DAO")', gives: false },
    { call: 'CONTAINS("a%b", "%")', gives: true },
    { call: 'CONTAINS("abc", "")', gives: true },
    { call: 'CONTAINS(null, "a")', gives: null },
  ],
};
export default containsFunction;
