import type { BlockType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { checkBelonging, maySeeBelonging } from '../../belonging';

type Options = {
  readonly report: string;
  readonly via: string;
  readonly match?: string;
  readonly height?: 'small' | 'medium' | 'large';
};

/** A report over what belongs to this record. */
const report: BlockType<Options> = {
  type: 'report',
  group: 'related',
  plugin: 'report',
  label: { 'zh-CN': '报表', en: 'Report' },
  hint: { 'zh-CN': '只统计与本记录相关的数据', en: 'A report over what belongs to this record' },
  icon: 'chart-bar',
  options: {
    type: 'object',
    properties: {
      report: {
        type: 'string',
        maxLength: 40,
        'x-label': { 'zh-CN': '报表', en: 'Report' },
        'x-editor': 'reportName',
        'x-order': 1,
      },
      via: {
        type: 'string',
        maxLength: 200,
        'x-label': { 'zh-CN': '通过哪个字段关联', en: 'Related by' },
        'x-help': {
          'zh-CN': '报表数据中指向本记录的字段。',
          en: 'The field of the report’s records that points here.',
        },
        'x-editor': 'relationWay',
        'x-order': 2,
      },
      match: {
        type: 'string',
        maxLength: 40,
        'x-label': { 'zh-CN': '与本记录的哪个字段相同', en: 'Equal to this record’s' },
        'x-help': {
          'zh-CN': '留空表示指向本记录本身。',
          en: 'Leave empty when it points to this record itself.',
        },
        'x-editor': 'pageField',
        'x-order': 3,
      },
      height: {
        enum: ['small', 'medium', 'large'],
        default: 'medium',
        'x-label': { 'zh-CN': '高度', en: 'Height' },
        'x-enumLabels': {
          small: { 'zh-CN': '矮', en: 'Low' },
          medium: { 'zh-CN': '中', en: 'Medium' },
          large: { 'zh-CN': '高', en: 'High' },
        },
        'x-order': 4,
      },
    },
    required: ['report', 'via'],
    additionalProperties: false,
  },
  check(options, place) {
    const found = place.names
      .all('report')
      .find((one) => one.name === options.report || one.aliases?.includes(options.report));
    if (found?.kind !== 'report') {
      return [problem('page.unknownReport', [...place.path, 'report'], { report: options.report })];
    }
    return checkBelonging({ entity: found.question.entity, via: options.via, match: options.match }, place, place.path);
  },
  cut(options, sight) {
    const found = sight.report(options.report);
    if (!found || !sight.mayAsk(found.question)) return undefined;
    const belonging = { entity: found.question.entity, via: options.via, match: options.match };
    return maySeeBelonging(belonging, sight) ? options : undefined;
  },
};
export default report;
