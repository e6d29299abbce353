import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string, status = 422): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** Words of everything that can be wrong with a record page. */
export const pageProblems: ProblemTable = {
  'page.unknownEntity': words(
    '没有名为“{entity}”的实体，请选择这个页面展示哪种记录。',
    'There is no entity “{entity}”. Choose whose records the page shows.',
  ),
  'page.unknownRole': words(
    '没有名为“{role}”的角色，请改正，或从适用角色中删除。',
    'There is no role “{role}”. Correct it, or take it out of the roles of the page.',
  ),
  'page.unknownForm': words(
    '“{entity}”没有名为“{form}”的表单，请换一个表单。',
    '{entity} has no form “{form}”. Choose another form.',
  ),
  'page.unknownField': words(
    '“{entity}”没有字段“{field}”，请去掉它或换一个字段。',
    '{entity} has no field “{field}”. Take it out, or choose another.',
  ),
  'page.unknownRelated': words(
    '没有名为“{entity}”的实体，请选择要列出哪种记录。',
    'There is no entity “{entity}”. Choose which records to list.',
  ),
  'page.notRelated': words(
    '“{via}”不指向“{entity}”，请选择一个指向它的关联字段，或者指定用本记录的哪个字段匹配。',
    '“{via}” does not point to {entity}. Choose a relation that does, or say which field of this record it is matched with.',
  ),
  'page.badMatch': words(
    '“{via}”与“{match}”的类型不同，无法匹配，请换一个字段。',
    '“{via}” and “{match}” hold different things and cannot be matched. Choose another field.',
  ),
  'page.unknownReport': words('没有名为“{report}”的报表，请换一个。', 'There is no report “{report}”. Choose another.'),
  'page.unknownBlock': words(
    '没有“{type}”这种区块。如果它属于某个插件，请先安装该插件。',
    'There is no block “{type}”. If a plugin brings it, install the plugin.',
  ),
  'page.unknownSection': words(
    '表单里没有这个分区了，请重新选择要显示的分区。',
    'The form has no such section any more. Choose again which sections to show.',
  ),
  'page.tooWide': words(
    '一行各列的宽度之和不能超过 12，请调整列宽。',
    'The columns of a row are together wider than 12. Make one narrower.',
  ),
  'page.twice': words('编号“{id}”用了两次。', 'The id “{id}” is used twice.'),
  'page.figureEmpty': words(
    '请为这个关键指标选择一个字段或一种计算。',
    'Choose a field or a measure for this key figure.',
  ),
  'page.figureField': words('请选择要计算哪个字段。', 'Choose the field to measure.'),
  'page.aggregate': words(
    '“{label}”不能这样计算，请换一种算法。',
    '“{label}” cannot be measured this way. Choose another calculation.',
  ),
  'page.missing': words(
    '没有这个页面，或者它不是为您准备的。',
    'There is no such page, or it is not made for you.',
    404,
  ),
};
