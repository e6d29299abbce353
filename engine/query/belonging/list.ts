import type { OptionsSchema, Sight } from '../../kernel/contract';
import type { Json } from '../../kernel/json';
import type { EntityModel, Model } from '../../kernel/model';
import type { Problem } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import { checkBelonging, checkPath, maySeeBelonging } from './check';

export type ListOptions = {
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

/** The options that say what belongs to the record, `order` being the place of the first. */
export const belongingOptions = (viaHelp: Text, order: number): { readonly [name: string]: Json } => ({
  via: {
    type: 'string',
    maxLength: 200,
    'x-label': { 'zh-CN': '通过哪个字段关联', en: 'Related by' },
    'x-help': viaHelp,
    'x-editor': 'relationWay',
    'x-order': order,
  },
  match: {
    type: 'string',
    maxLength: 40,
    'x-label': { 'zh-CN': '与本记录的哪个字段相同', en: 'Equal to this record’s' },
    'x-help': { 'zh-CN': '留空表示指向本记录本身。', en: 'Leave empty when it points to this record itself.' },
    'x-editor': 'pageField',
    'x-order': order + 1,
  },
});

/** What a list of records that belong to a record is told: the same on record pages and in forms. */
export const listOptions = {
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
} as const satisfies OptionsSchema;

/** Everything wrong with a list about `entity`, its places below `path`. */
export function checkList(
  options: ListOptions,
  place: { readonly entity: EntityModel; readonly names: { readonly model: Model }; readonly path: Problem['path'] },
): readonly Problem[] {
  const { model } = place.names;
  const found = checkBelonging(options, place, place.path);
  const entity = model.entity(options.entity);
  if (!entity) return found;
  const field = (name: string, at: readonly (string | number)[]) =>
    checkPath(name, entity, model, [...place.path, ...at]);
  return [
    ...found,
    ...(options.columns ?? []).flatMap((name, index) => field(name, ['columns', index])),
    ...(options.sortBy === undefined ? [] : field(options.sortBy, ['sortBy'])),
  ];
}

/** The list as a viewer may know it: without columns that may not be read; undefined where it may not be asked at all. */
export function cutList<Options extends ListOptions>(options: Options, sight: Sight): Options | undefined {
  const entity = sight.model.entity(options.entity);
  if (!entity || !maySeeBelonging(options, sight)) return undefined;
  const { columns, sortBy, ...rest } = options;
  return {
    ...rest,
    ...(columns ? { columns: columns.filter((path) => sight.canRead(entity, path)) } : {}),
    ...(sortBy !== undefined && sight.canRead(entity, sortBy) ? { sortBy } : {}),
  } as Options;
}
