import type { ExpressionFunction } from '../../../kernel/contract';
import { mapAscii } from '../../text';
import { sql } from '../../sql';

const lowerFunction: ExpressionFunction = {
  type: 'LOWER',
  takes: [{ name: 'text', kinds: ['text'] }],
  gives: 'text',
  help: {
    'zh-CN': '英文字母转成小写。',
    en: 'The letters A to Z as small letters.',
  },
  js: (text: string) => mapAscii(text, /[A-Z]+/g, (part) => part.toLowerCase()),
  sql: (text) => sql`lower(${text!} collate "C")`,
  examples: [{ call: 'LOWER("ABCxyz-1中É")', gives: 'abcxyz-1中É' }],
};
export default lowerFunction;
