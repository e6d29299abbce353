import type { ExpressionFunction } from '../../../kernel/contract';
import { sql } from '../../sql';

const startswithFunction: ExpressionFunction = {
  type: 'STARTSWITH',
  takes: [
    { name: 'text', kinds: ['text'] },
    { name: 'part', kinds: ['text'] },
  ],
  gives: 'boolean',
  method: 'startsWith',
  help: {
    'zh-CN': '文字是不是以另一段文字开头。',
    en: 'Whether the text begins with the other one.',
  },
  js: (text: string, part: string) => text.startsWith(part),
  sql: (text, part) => sql`starts_with(${text!}, ${part!})`,
  examples: [
    { call: 'STARTSWITH("Qingdao", "Qing")', gives: true },
    { call: '"abc".startsWith("b")', gives: false },
    { call: 'STARTSWITH("a_c", "_")', gives: false },
  ],
};
export default startswithFunction;
