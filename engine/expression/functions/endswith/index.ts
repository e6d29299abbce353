import type { ExpressionFunction } from '../../../kernel/contract';
import { bind, sql } from '../../sql';

const endswithFunction: ExpressionFunction = {
  type: 'ENDSWITH',
  takes: [
    { name: 'text', kinds: ['text'] },
    { name: 'part', kinds: ['text'] },
  ],
  gives: 'boolean',
  method: 'endsWith',
  help: {
    'zh-CN': '文字是不是以另一段文字结尾。',
    en: 'Whether the text ends with the other one.',
  },
  js: (text: string, part: string) => text.endsWith(part),
  sql: (text, part) => bind([text!, part!], ([whole, end]) => sql`right(${whole!}, char_length(${end!})) = ${end!}`),
  examples: [
    { call: 'ENDSWITH("Qingdao", "dao")', gives: true },
    { call: '"abc".endsWith("b")', gives: false },
    { call: 'ENDSWITH("abc", "")', gives: true },
  ],
};
export default endswithFunction;
