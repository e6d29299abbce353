import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string, status = 422): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** Words of everything that can be wrong with a report or a dashboard. */
export const reportProblems: ProblemTable = {
  'report.unknownEntity': words(
    '没有名为“{entity}”的实体，请重新选择数据来源。',
    'There is no entity “{entity}”. Choose where the records come from.',
  ),
  'report.unknownField': words(
    '“{entity}”没有字段“{field}”，请去掉它或换一个字段。',
    '“{entity}” has no field “{field}”. Take it out, or choose another.',
  ),
  'report.nothing': words('请至少放入一个分组、指标或列。', 'Add at least one grouping, measure or column.'),
  'report.columnsAndGroups': words(
    '明细列表不能同时有分组或指标，请二选一。',
    'A list of records cannot be grouped or measured at the same time. Choose one of the two.',
  ),
  'report.group': words(
    '不能按“{label}”分组，请换一个字段。',
    'Records cannot be grouped by “{label}”. Choose another field.',
  ),
  'report.grain': words(
    '“{label}”不是日期，不能按时间分段。',
    '“{label}” is not a date, so it cannot be cut into days, weeks or months.',
  ),
  'report.measureField': words('请选择要计算哪个字段。', 'Choose the field to measure.'),
  'report.aggregate': words(
    '“{label}”不能这样计算，请换一种算法。',
    '“{label}” cannot be measured this way. Choose another calculation.',
  ),
  'report.sort': words(
    '排序用到了不存在的列“{by}”，请重新选择。',
    'The sort names a column that is not there: “{by}”. Choose another.',
  ),
  'report.operator': words(
    '“{label}”不能用这个条件筛选，请换一个。',
    '“{label}” cannot be filtered this way. Choose another condition.',
  ),
  'report.filterValue': words('请为“{label}”的筛选条件填写值。', 'Give the condition on “{label}” a value.'),
  'report.unknownChart': words('没有名为“{type}”的图表，请换一种。', 'There is no chart “{type}”. Choose another.'),
  'report.chartTakes': words(
    '{chart}不适合这个问题：它需要 {dimensions} 个分组和 {measures} 个指标。请调整分组和指标，或换一种图表。',
    'The {chart} does not fit this question: it takes {dimensions} groupings and {measures} measures. Change them, or choose another chart.',
  ),
  'report.chartGroups': words(
    '{chart}不适合这样的分组。请改为按日期分组，或换一种图表。',
    'The {chart} does not fit this grouping. Group by a date, or choose another chart.',
  ),
  'report.missing': words(
    '没有找到报表“{report}”，它可能已被移除。',
    'There is no report “{report}”. It may have been removed.',
    404,
  ),
  'dashboard.missing': words(
    '没有找到仪表盘“{dashboard}”，它可能已被移除。',
    'There is no dashboard “{dashboard}”. It may have been removed.',
    404,
  ),
  'dashboard.unknownReport': words(
    '没有找到报表“{report}”，请移除这张卡片或换一个报表。',
    'There is no report “{report}”. Remove the tile, or choose another report.',
  ),
  'dashboard.overlap': words(
    '两张卡片“{tile}”和“{other}”重叠了，请移开其中一张。',
    'The tiles “{tile}” and “{other}” overlap. Move one of them.',
  ),
  'dashboard.tooWide': words(
    '卡片“{tile}”超出了右边缘，请移动或缩小它。',
    'The tile “{tile}” sticks out on the right. Move it, or make it smaller.',
  ),
  'dashboard.tileTwice': words(
    '两张卡片的标识相同，请删除其中一张再重新添加。',
    'Two tiles have the same identity. Remove one of them and add it again.',
  ),
};
