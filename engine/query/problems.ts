import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string, status = 400): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** What can be wrong with a question. A field the viewer may not read is told as one that does not exist. */
export const QUERY_PROBLEMS: ProblemTable = {
  'query.unknownEntity': words(
    '没有名为“{entity}”的实体，请检查名称。',
    'There is no entity named "{entity}". Check the name.',
    404,
  ),
  'query.unknownField': words('没有字段“{field}”，请检查名称。', 'There is no field "{field}". Check the name.'),
  'query.masked': words(
    '“{label}”对您脱敏显示，不能用来筛选、排序、分组或计算。',
    'You see "{label}" masked, so nothing can be filtered, sorted, grouped or computed by it.',
  ),
  'query.notARelation': words(
    '“{field}”不指向其他记录，不能继续向后取字段。',
    '"{field}" does not lead to another record, so nothing can follow it.',
  ),
  'query.notRelated': words(
    '“{entity}”没有名为“{of}”的明细，也没有以“{of}”关联到它的记录。',
    '"{entity}" has no line items "{of}", and no records point to it by "{of}".',
  ),
  'query.operator': words('“{label}”不能用“{op}”来筛选。', '"{label}" cannot be filtered by "{op}".'),
  'query.encrypted': words(
    '“{label}”是加密字段，只能按相同的值筛选，不能排序、分组、统计或搜索。',
    '"{label}" is encrypted: it can be filtered by an equal value only, not sorted, grouped, measured or searched.',
  ),
  'query.value': words(
    '“{value}”不能与“{label}”比较，请更正筛选值。',
    '"{value}" cannot be compared with "{label}". Correct the value.',
  ),
  'query.badValue': words(
    '有一个筛选值数据库无法识别，请更正。',
    'The database cannot read one of the values. Correct it.',
  ),
  'query.conditions': words('筛选条件最多 {limit} 个。', 'A filter has at most {limit} conditions.'),
  'query.filter': words('筛选条件的格式不正确。', 'This is not a filter.'),
  'query.sort': words('不能按“{label}”排序。', 'Records cannot be sorted by "{label}".'),
  'query.sortUnknown': words(
    '排序的列“{by}”不在所选的列中。',
    'The sort names "{by}", which is not among the columns.',
  ),
  'query.group': words('不能按“{label}”分组。', 'Records cannot be grouped by "{label}".'),
  'query.grain': words('“{label}”不是日期，不能按时间分段。', '"{label}" is not a date, so it has no time grain.'),
  'query.measure': words('不能对“{label}”计算“{agg}”。', '"{agg}" cannot be computed of "{label}".'),
  'query.measureField': words('“{agg}”需要选择一个字段。', '"{agg}" needs a field.'),
  'query.mixedLines': words(
    '按明细“{lines}”分组时，“{label}”会被重复计算。请改用明细里的字段，或去掉这个分组。',
    'Grouped by the line items "{lines}", "{label}" would be counted several times. Measure a field of the line items, or remove that dimension.',
  ),
  'query.twoLines': words(
    '不能同时按两个明细“{lines}”和“{other}”分组。',
    'One question cannot be grouped by two lists of line items, "{lines}" and "{other}".',
  ),
  'query.lineColumn': words(
    '“{label}”是明细，不能作为普通的列、排序或条件。',
    '"{label}" is a list of line items and cannot stand here.',
  ),
  'query.nothing': words('请至少选择一列、一个维度或一个指标。', 'Choose at least one column, dimension or measure.'),
  'query.cursor': words('分页位置已失效，请从第一页开始。', 'This page is no longer known. Start from the first page.'),
  'query.tooBroad': words(
    '这样查找要翻看太多记录，会等很久，已停止。请再加上{narrow}等条件，缩小范围后重试。',
    'This would look through too many records and take very long, so it was stopped. Narrow it down by {narrow} and try again.',
    503,
  ),
  'query.tooBroadBy': words(
    '按{fields}这样查找要翻看太多记录，会等很久，已停止。请再加上{narrow}等条件，缩小范围后重试。',
    'Looking by {fields} like this would go through too many records and take very long, so it was stopped. Narrow it down by {narrow} and try again.',
    503,
  ),
  'query.tooSlow': words(
    '查询时间过长，已停止。请缩小筛选范围。',
    'The question took too long and was stopped. Narrow the filter.',
    503,
  ),
};
