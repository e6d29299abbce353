import type { ExpressionFunction } from '../../../kernel/contract';
import { characters } from '../../text';
import { sql } from '../../sql';

const lenFunction: ExpressionFunction = {
  type: 'LEN',
  takes: [{ name: 'text', kinds: ['text'] }],
  gives: 'number',
  help: {
    'zh-CN': '文字有几个字。',
    en: 'How many characters the text has.',
  },
  js: (text: string) => ({ digits: BigInt(characters(text)), scale: 0 }),
  sql: (text) => sql`char_length(${text!})::numeric`,
  examples: [
    { call: 'LEN("中文ab")', gives: '4' },
    { call: 'LEN("😀")', gives: '1' },
    { call: 'LEN("")', gives: '0' },
  ],
};
export default lenFunction;
