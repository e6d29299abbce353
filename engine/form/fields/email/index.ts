import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { toHalfWidth } from '../../values';

/** RFC 5321 allows 64 characters before the @ and 254 in all. */
const LONGEST = 254;
/**
 * The address of the HTML standard (html.spec.whatwg.org, "valid e-mail address"), with letters of every script as
 * RFC 6531 has them, and at least one dot behind the @: without it the mail goes nowhere outside an intranet.
 */
const PATTERN =
  "^[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?)+$";
const EMAIL = new RegExp(PATTERN, 'u');

const email: FieldType<string> = {
  type: 'email',
  group: 'text',
  label: { 'zh-CN': '邮箱', en: 'E-mail' },
  hint: { 'zh-CN': '电子邮件地址，点击即可写信', en: 'An e-mail address; one click writes to it' },
  icon: 'mail',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'text',
  column: 'text',
  filters: ['eq', 'ne', 'contains', 'notContains', 'startsWith', 'endsWith', 'in', 'notIn', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'email',
  valueSchema: () => ({ type: 'string', maxLength: LONGEST, pattern: PATTERN }),
  // Nobody's mail server tells upper from lower case, and one person should be one address.
  normalize: (value) =>
    typeof value === 'string' && value.length <= 1000
      ? toHalfWidth(value)
          .trim()
          .replace(/^mailto:/i, '')
          .normalize('NFC')
          .toLowerCase()
      : value,
  check(value) {
    const isGood =
      typeof value === 'string' && value.length <= LONGEST && value.indexOf('@') <= 64 && EMAIL.test(value);
    return isGood ? [] : [problem('field.email')];
  },
  format: (value) => value,
  examples: [
    {
      options: {},
      good: ['mei.chen@example.com', 'a+b@sub.example.co.uk', '陈梅@例子.中国', "o'neil@example.ie"],
      bad: [
        'mei.chen',
        '@example.com',
        'mei@',
        'mei@localhost',
        'a b@example.com',
        'a..b@example.com',
        'mei@example.com, bo@example.com',
        'mei@-example.com',
        `${'x'.repeat(65)}@example.com`,
        'javascript:alert(1)',
        5,
      ],
    },
  ],
};
export default email;
