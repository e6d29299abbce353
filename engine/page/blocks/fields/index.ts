import type { BlockType } from '../../../kernel/contract';
import { checkPath } from '../../../query/belonging/check';

type Options = { readonly fields: readonly string[]; readonly columns?: 1 | 2 | 3 };

/** Values to read: fields of the record, and fields along its relations. */
const fields: BlockType<Options> = {
  type: 'fields',
  group: 'record',
  label: { 'zh-CN': '字段列表', en: 'Field list' },
  hint: { 'zh-CN': '只读的字段值，可沿关联取值', en: 'Values to read, along relations too' },
  icon: 'list',
  options: {
    type: 'object',
    properties: {
      fields: {
        type: 'array',
        items: { type: 'string', pattern: '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*){0,5}$' },
        minItems: 1,
        maxItems: 40,
        'x-label': { 'zh-CN': '字段', en: 'Fields' },
        'x-editor': 'fieldPaths',
        'x-order': 1,
      },
      columns: {
        enum: [1, 2, 3],
        default: 2,
        'x-label': { 'zh-CN': '分几列', en: 'Columns' },
        'x-order': 2,
      },
    },
    required: ['fields'],
    additionalProperties: false,
  },
  check: (options, { entity, names, path }) =>
    options.fields.flatMap((one, index) => checkPath(one, entity, names.model, [...path, 'fields', index])),
  cut(options, sight) {
    const shown = options.fields.filter((path) => sight.canRead(sight.entity, path));
    return shown.length > 0 ? { ...options, fields: shown } : undefined;
  },
};
export default fields;
