/** Texts among the options of items. */
const words = (maxLength: number) => ({ type: 'string', maxLength }) as const;

/** A text in both languages, as an options schema has it. */
export const textOption = (maxLength: number) =>
  ({
    type: 'object',
    properties: { 'zh-CN': words(maxLength), en: words(maxLength) },
    required: ['zh-CN', 'en'],
    additionalProperties: false,
    'x-editor': 'text',
  }) as const;

/** What {{…}} does, said in the property panel. */
export const VALUES_HELP = {
  'zh-CN': '用 {{字段名}} 放入记录的值，例如 {{total}}。',
  en: '{{expression}} stands for a value of the record, such as {{total}}.',
} as const;
