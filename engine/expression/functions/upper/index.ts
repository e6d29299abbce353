import type { ExpressionFunction } from '../../../kernel/contract';
import { mapAscii } from '../../text';
import { sql } from '../../sql';

const upperFunction: ExpressionFunction = {
  type: 'UPPER',
  takes: [{ name: 'text', kinds: ['text'] }],
  gives: 'text',
  help: {
    'zh-CN': '英文字母转成大写。',
    en: 'The letters a to z as capitals.',
  },
  js: (text: string) => mapAscii(text, /[a-z]+/g, (part) => part.toUpperCase()),
  sql: (text) => sql`upper(${text!} collate "C")`,
  examples: [{ call: 'UPPER("abcXYZ-1中é")', gives: 'ABCXYZ-1中é' }],
};
export default upperFunction;
