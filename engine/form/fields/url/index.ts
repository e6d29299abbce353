import type { FieldType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { textLength } from '../../values';

const LONGEST = 2000;
const PATTERN = '^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:)[^\\s\\p{Cc}\\p{Cs}<>"]+$';
const LINK = new RegExp(PATTERN, 'u');
/** `example.com/x`, `www.example.com:8080`: a name with a dot and a top level of letters. */
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}{2,}(:\d{1,5})?([/?#].*)?$/u;
const BARE_MAIL = /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/;

/** Only what a browser opens without running anything: no javascript:, data: or file:. A password in a link is refused, too. */
function isLink(value: unknown): value is string {
  if (typeof value !== 'string' || textLength(value) > LONGEST || !LINK.test(value)) return false;
  try {
    const { protocol, hostname, pathname, username, password } = new URL(value);
    if (protocol === 'mailto:') return BARE_MAIL.test(pathname);
    return hostname !== '' && username === '' && password === '';
  } catch {
    return false;
  }
}

const url: FieldType<string> = {
  type: 'url',
  group: 'text',
  label: { 'zh-CN': '网址', en: 'Link' },
  hint: { 'zh-CN': '网页链接，点击即可打开', en: 'The address of a web page; one click opens it' },
  icon: 'link',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'text',
  column: 'text',
  filters: ['contains', 'notContains', 'startsWith', 'endsWith', 'eq', 'ne', 'isEmpty', 'notEmpty'],
  aggregates: ['count', 'countDistinct'],
  canGroup: true,
  canSort: true,
  canEncrypt: true,
  input: 'url',
  valueSchema: () => ({ type: 'string', maxLength: LONGEST, pattern: PATTERN }),
  normalize(value) {
    if (typeof value !== 'string' || value.length > LONGEST) return value;
    const text = value.trim().normalize('NFC');
    if (BARE.test(text)) return `https://${text}`;
    return BARE_MAIL.test(text) && !text.includes(':') ? `mailto:${text}` : text;
  },
  check: (value) => (isLink(value) ? [] : [problem('field.url')]),
  format: (value) => value.replace(/^(https?:\/\/(www\.)?|mailto:)/i, '').replace(/\/$/, '') || value,
  fileText: (value) => value,
  examples: [
    {
      options: {},
      good: [
        'https://example.com',
        'http://例子.中国/路径?查询=1#段',
        'mailto:mei@example.com',
        'https://example.com:8080/a_(b)?c=d&e=%20',
      ],
      bad: [
        'javascript:alert(1)',
        'data:text/html,<script>alert(1)</script>',
        'file:///etc/passwd',
        'https://user:secret@example.com',
        'https://',
        'just words',
        'https://a b.com',
        'ftp://example.com',
        'mailto:nobody',
        5,
      ],
    },
  ],
};
export default url;
