import type { BlockType } from '../../../kernel/contract';
import { belongingOptions, checkBelonging, checkPath, maySeeBelonging } from '../../belonging';

type Options = {
  readonly entity: string;
  readonly via: string;
  readonly match?: string;
  readonly columns?: readonly string[];
  readonly where?: string;
  readonly sortBy?: string;
  readonly isDescending?: boolean;
  readonly size?: number;
  readonly canAdd?: boolean;
};

/** Records of another entity that belong to this one: counted, listed, added in place. */
const related: BlockType<Options> = {
  type: 'related',
  group: 'related',
  label: { 'zh-CN': '相关列表', en: 'Related list' },
  hint: { 'zh-CN': '列出指向本记录的其他记录', en: 'Records of another entity that belong to this one' },
  icon: 'table',
  options: {
    type: 'object',
    properties: {
      entity: {
        type: 'string',
        maxLength: 40,
        'x-label': { 'zh-CN': '列出哪种记录', en: 'Records of' },
        'x-editor': 'entityName',
        'x-order': 1,
      },
      ...belongingOptions({ 'zh-CN': '该实体上指向本记录的字段。', en: 'The field there that points here.' }, 2),
      columns: {
        type: 'array',
        items: { type: 'string', maxLength: 200 },
        maxItems: 12,
        'x-label': { 'zh-CN': '显示哪些列', en: 'Columns' },
        'x-help': { 'zh-CN': '不选则自动选取。', en: 'Chosen by themselves when empty.' },
        'x-editor': 'fieldNames',
        'x-order': 4,
      },
      where: {
        type: 'string',
        minLength: 1,
        maxLength: 4000,
        'x-label': { 'zh-CN': '只列出符合条件的', en: 'Only where' },
        'x-editor': 'expression',
        'x-expects': 'boolean',
        'x-order': 5,
      },
      sortBy: {
        type: 'string',
        maxLength: 40,
        'x-label': { 'zh-CN': '排序字段', en: 'Sort by' },
        'x-editor': 'fieldName',
        'x-order': 6,
      },
      isDescending: {
        type: 'boolean',
        default: false,
        'x-label': { 'zh-CN': '从大到小', en: 'Largest first' },
        'x-order': 7,
      },
      size: {
        type: 'integer',
        minimum: 3,
        maximum: 50,
        default: 8,
        'x-label': { 'zh-CN': '先显示几行', en: 'Rows shown at first' },
        'x-order': 8,
      },
      canAdd: {
        type: 'boolean',
        default: true,
        'x-label': { 'zh-CN': '可以就地新建', en: 'New ones are added in place' },
        'x-order': 9,
      },
    },
    required: ['entity', 'via'],
    additionalProperties: false,
  },
  about: (options) => options.entity,
  check(options, place) {
    const found = checkBelonging(options, place, place.path);
    const entity = place.names.model.entity(options.entity);
    if (!entity) return found;
    const field = (name: string, at: readonly (string | number)[]) =>
      checkPath(name, entity, place.names.model, [...place.path, ...at]);
    return [
      ...found,
      ...(options.columns ?? []).flatMap((name, index) => field(name, ['columns', index])),
      ...(options.sortBy === undefined ? [] : field(options.sortBy, ['sortBy'])),
    ];
  },
  cut(options, sight) {
    const entity = sight.model.entity(options.entity);
    if (!entity || !maySeeBelonging(options, sight)) return undefined;
    const { columns, sortBy, ...rest } = options;
    return {
      ...rest,
      ...(columns ? { columns: columns.filter((path) => sight.canRead(entity, path)) } : {}),
      ...(sortBy !== undefined && sight.canRead(entity, sortBy) ? { sortBy } : {}),
    };
  },
};
export default related;
