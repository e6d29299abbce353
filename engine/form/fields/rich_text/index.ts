import { sql } from '../../../expression/sql';
import type { FieldComparison, FieldType } from '../../../kernel/contract';
import { sameJson } from '../../../kernel/json';
import { problem } from '../../../kernel/problems';
import { cleanText, fromPlain, LONGEST, plainText, type RichText } from './document';

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
/** Over the text without its looks: a word that is half bold is found too. */
const holds = (isNot: boolean): FieldComparison => ({
  count: 1,
  parameters: (value) => (typeof value === 'string' && value !== '' ? [`%${escapeLike(value)}%`] : undefined),
  sql(column, [pattern]) {
    const text = sql`(select string_agg(t #>> '{}', '') from jsonb_path_query(${column}, 'strict $.** ? (@.type == "text").text') t)`;
    return isNot
      ? sql`(coalesce(${text}, '') not ilike ${pattern!}::text)`
      : sql`(coalesce(${text}, '') ilike ${pattern!}::text)`;
  },
  format: (value) => String(value),
});

const richText: FieldType<RichText> = {
  type: 'rich_text',
  group: 'text',
  label: { 'zh-CN': '富文本', en: 'Formatted text' },
  hint: { 'zh-CN': '带标题、列表、加粗和链接的文字', en: 'Text with headings, lists, bold type and links' },
  icon: 'article',
  options: { type: 'object', properties: {}, additionalProperties: false },
  kind: 'json',
  column: 'jsonb',
  filters: ['contains', 'notContains', 'isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  comparisons: { contains: holds(false), notContains: holds(true) },
  input: 'rich_text',
  isWide: true,
  valueSchema: () => ({
    type: 'object',
    properties: { type: { const: 'doc' }, content: { type: 'array', items: { type: 'object' }, minItems: 1 } },
    required: ['type', 'content'],
    additionalProperties: false,
  }),
  normalize(value) {
    if (typeof value === 'string') {
      return value.trim() === '' ? null : value.length > LONGEST ? value : fromPlain(value);
    }
    const clean = cleanText(value);
    if (!clean) return value;
    return plainText(clean).trim() === '' ? null : clean;
  },
  check(value) {
    const clean = cleanText(value);
    if (!clean || !sameJson(clean, value) || plainText(clean).trim() === '') return [problem('field.richText')];
    const { length } = plainText(clean);
    return length <= LONGEST ? [] : [problem('field.tooLong', [], { max: LONGEST, length })];
  },
  format: (value) => plainText(value),
  fileText: (value) => plainText(value),
  examples: [
    {
      options: {},
      good: [
        { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '你好' }] }] },
        {
          type: 'doc',
          content: [
            { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Visit' }] },
            {
              type: 'bulletList',
              content: [
                {
                  type: 'listItem',
                  content: [
                    {
                      type: 'paragraph',
                      content: [
                        {
                          type: 'text',
                          marks: [{ type: 'link', attrs: { href: 'https://example.com/?a=1' } }, { type: 'bold' }],
                          text: 'shelf',
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
      bad: [
        5,
        { type: 'doc' },
        { type: 'doc', content: [] },
        { type: 'doc', content: [{ type: 'script', content: [{ type: 'text', text: 'alert(1)' }] }] },
        {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [{ type: 'text', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }], text: 'x' }],
            },
          ],
        },
        {
          type: 'doc',
          content: [{ type: 'paragraph', attrs: { onclick: 'x' }, content: [{ type: 'text', text: 'x' }] }],
        },
        ['doc'],
      ],
    },
  ],
};
export default richText;
