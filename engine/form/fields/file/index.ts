import type { FieldType } from '../../../kernel/contract';
import { isUuid } from '../../../kernel/ids';
import { problem } from '../../../kernel/problems';
import { atIndex, toId, UUID_PATTERN } from '../../values';

export type Camera = 'no' | 'also' | 'only';
type Options = {
  readonly max?: number;
  readonly accept?: 'any' | 'image' | 'document';
  readonly camera?: Camera;
  readonly watermark?: boolean;
  readonly longest?: number;
};
/** What a reader gets: the name and size beside the id. */
type FileLink = string | { readonly id: string; readonly name?: string; readonly title?: string };
const max = (options: Options): number => options.max ?? 10;

/** By what the bytes say, not the name: a program called photo.jpg is no image. */
const KINDS: { readonly [A in NonNullable<Options['accept']>]: (mime: string) => boolean } = {
  any: () => true,
  image: (mime) => mime.startsWith('image/'),
  document: (mime) =>
    /^(application\/(pdf|rtf|json|msword|vnd\.(ms-|openxmlformats-|oasis\.opendocument)[\w.-]+)|text\/(plain|csv|markdown))$/.test(
      mime,
    ),
};

/** The value is the ids of uploaded files, in the order in which they are shown. */
const file: FieldType<readonly FileLink[], Options> = {
  type: 'file',
  group: 'other',
  rank: 2,
  label: { 'zh-CN': '附件', en: 'Files' },
  hint: { 'zh-CN': '照片、合同等文件', en: 'Photos, contracts and other files' },
  icon: 'paperclip',
  options: {
    type: 'object',
    properties: {
      max: {
        type: 'integer',
        minimum: 1,
        maximum: 50,
        default: 10,
        'x-label': { 'zh-CN': '最多文件数', en: 'Most files' },
        'x-order': 1,
      },
      accept: {
        enum: ['any', 'image', 'document'],
        default: 'any',
        'x-label': { 'zh-CN': '接受的文件', en: 'Kinds of file' },
        'x-enumLabels': {
          any: { 'zh-CN': '任何文件', en: 'Any file' },
          image: { 'zh-CN': '图片', en: 'Images' },
          document: { 'zh-CN': '文档（PDF、Office、文本）', en: 'Documents (PDF, Office, text)' },
        },
        'x-order': 2,
      },
      camera: {
        enum: ['no', 'also', 'only'],
        default: 'no',
        'x-label': { 'zh-CN': '拍照取证', en: 'Camera with evidence' },
        'x-help': {
          'zh-CN': '照片会压缩，并在服务器上留存拍摄方式、时间和指纹，用来发现重复使用的照片',
          en: 'Photos are made smaller; the server keeps how and when each came about and a fingerprint that finds photos used again',
        },
        'x-enumLabels': {
          no: { 'zh-CN': '不用', en: 'No' },
          also: { 'zh-CN': '可拍照，也可选择文件', en: 'Camera or files' },
          only: { 'zh-CN': '只能现场拍照', en: 'Camera only' },
        },
        'x-order': 3,
      },
      watermark: {
        type: 'boolean',
        default: true,
        'x-label': { 'zh-CN': '照片加水印', en: 'Stamp photos' },
        'x-help': {
          'zh-CN': '拍照时写上时间、记录标题和拍摄人',
          en: 'The time, the title of the record and the person are written onto photos taken here',
        },
        'x-order': 4,
      },
      longest: {
        type: 'integer',
        minimum: 640,
        maximum: 2000,
        default: 1600,
        'x-label': { 'zh-CN': '照片最长边（像素）', en: 'Longest edge of photos (pixels)' },
        'x-order': 5,
      },
    },
    additionalProperties: false,
  },
  kind: 'idList',
  column: 'uuid[]',
  filters: ['isEmpty', 'notEmpty'],
  aggregates: [],
  canGroup: false,
  canSort: false,
  input: 'file',
  isWide: true,
  valueSchema: (options) => ({
    type: 'array',
    items: { type: 'string', pattern: UUID_PATTERN },
    uniqueItems: true,
    maxItems: max(options),
  }),
  normalize: (value) => (Array.isArray(value) ? value.map(toId) : value),
  check(value, options) {
    if (!Array.isArray(value)) return [problem('field.list')];
    if (value.length > max(options)) return [problem('field.tooManyFiles', [], { max: max(options) })];
    if (new Set(value).size !== value.length) return [problem('field.twice')];
    return value.flatMap((id: unknown, index) => (isUuid(id) ? [] : atIndex([problem('field.file')], index)));
  },
  fileFault({ mime, source }, options) {
    if (options.camera === 'only') return source === 'camera' && mime.startsWith('image/') ? undefined : 'origin';
    return KINDS[options.accept ?? 'any'](mime) ? undefined : 'kind';
  },
  format: (value) =>
    value.map((item) => (typeof item === 'string' ? item : (item.name ?? item.title ?? item.id))).join(', '),
  examples: [
    {
      options: { max: 2 },
      good: [['01932c07-0000-7000-8000-000000000001']],
      bad: [
        'photo.jpg',
        ['photo.jpg'],
        [1],
        ['01932c07-0000-7000-8000-000000000001', '01932c07-0000-7000-8000-000000000001'],
        [
          '01932c07-0000-7000-8000-000000000001',
          '01932c07-0000-7000-8000-000000000002',
          '01932c07-0000-7000-8000-000000000003',
        ],
      ],
    },
  ],
};
export default file;
