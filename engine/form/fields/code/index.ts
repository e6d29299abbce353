import type { FieldType } from '../../../kernel/contract';
import { checkText, TEXT_PATTERN } from '../../values';

export const LANGUAGES = [
  'plain',
  'json',
  'sql',
  'javascript',
  'python',
  'html',
  'xml',
  'yaml',
  'shell',
  'markdown',
] as const;
type Options = { readonly language?: (typeof LANGUAGES)[number]; readonly maxLength?: number };
const most = (options: Options): number => options.maxLength ?? 50_000;
const NAMES: { readonly [language: string]: string } = {
  plain: 'Plain text',
  json: 'JSON',
  sql: 'SQL',
  javascript: 'JavaScript',
  python: 'Python',
  html: 'HTML',
  xml: 'XML',
  yaml: 'YAML',
  shell: 'Shell',
  markdown: 'Markdown',
};
export const languageName = (language: unknown): string => NAMES[String(language ?? 'plain')] ?? String(language);

/** Source text, kept as it was written: tabs, indentation and blank lines are meaning. It is never run. */
const code: FieldType<string, Options> = {
  type: 'code',
  group: 'text',
  label: { 'zh-CN': '代码', en: 'Code' },
  hint: {
    'zh-CN': '等宽字体，保留缩进；只保存，不执行',
    en: 'Kept with its indentation, shown in a fixed-width font; never run',
  },
  icon: 'code',
  options: {
    type: 'object',
    properties: {
      language: {
        enum: [...LANGUAGES],
        default: 'plain',
        'x-label': { 'zh-CN': '语言', en: 'Language' },
        'x-enumLabels': Object.fromEntries(
          LANGUAGES.map((language) => [
            language,
            { 'zh-CN': language === 'plain' ? '纯文本' : NAMES[language]!, en: NAMES[language]! },
          ]),
        ),
        'x-order': 1,
      },
      maxLength: {
        type: 'integer',
        minimum: 1,
        maximum: 200_000,
        default: 50_000,
        'x-label': { 'zh-CN': '最多字数', en: 'Longest text' },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  kind: 'text',
  column: 'text',
  filters: ['contains', 'notContains', 'startsWith', 'eq', 'ne', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  canEncrypt: true,
  input: 'code',
  isWide: true,
  valueSchema: (options) => ({ type: 'string', minLength: 1, maxLength: most(options), pattern: TEXT_PATTERN }),
  normalize: (value) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value),
  check: (value, options) => checkText(value, most(options), true),
  format: (value) => value,
  examples: [
    {
      options: { language: 'sql' },
      good: ["select 1\n\t-- '; drop table x", '  indented'],
      bad: [5, 'nul \u0000', 'half \udc00', 'x'.repeat(50_001)],
    },
  ],
};
export default code;
