import type { BlockType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import { checkBelonging, maySeeBelonging } from '../../../query/belonging/check';
import { belongingOptions } from '../../../query/belonging/list';

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
      ...belongingOptions(
        { 'zh-CN': '报表数据中指向本记录的字段。', en: 'The field of the report’s records that points here.' },
        2,
      ),
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
