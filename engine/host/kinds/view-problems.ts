import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** What can be wrong with a change of many records. */
export const batchProblems: ProblemTable = {
  'batch.notFound': words(404, '没有找到这次批量操作。', 'There is no such change of many records.'),
  'batch.which': words(
    400,
    '请指明要处理哪些记录：changes、ids、where 三者给出其一。',
    'Say which records: exactly one of changes, ids and where.',
  ),
  'batch.noFlow': words(400, '请选择要发起的流程。', 'Choose the flow to start.'),
  'batch.noValues': words(400, '请至少填写一个要修改的字段。', 'Choose at least one field to change.'),
  'batch.twice': words(400, '同一条记录出现了两次，请只保留一次。', 'A record is there twice. Name each record once.'),
  'batch.lines': words(
    422,
    '“{label}”是明细，不能批量修改，请逐条打开记录修改。',
    '“{label}” holds line items, which cannot be changed in bulk. Open each record to change them.',
  ),
  'batch.moved': words(
    409,
    '符合条件的记录已从 {before} 条变为 {now} 条，请确认后再操作。',
    '{now} records match now, not {before}. Look again before you go on.',
  ),
  'batch.noUndo': words(
    409,
    '批量发起的流程不能一次撤回，请逐条撤回。',
    'Flows that were started cannot be taken back at once. Withdraw them one by one.',
  ),
  'batch.running': words(
    409,
    '操作还在进行，请等它完成或先停止它。',
    'It still runs. Wait for its end, or stop it first.',
  ),
  'batch.undone': words(409, '这次操作已经撤销过了。', 'This was taken back already.'),
};

/** What can be wrong with a saved view. */
export const viewProblems: ProblemTable = {
  'view.unknownEntity': words(
    422,
    '没有名为“{entity}”的实体，请重新选择。',
    'There is no entity “{entity}”. Choose another.',
  ),
  'view.unknownType': words(
    422,
    '没有“{type}”这种视图。如果它属于某个插件，请先安装该插件。',
    'There is no view of the type “{type}”. If a plugin brings it, install the plugin.',
  ),
  'view.unknownField': words(
    422,
    '“{entity}”没有字段“{field}”，请换一个字段。',
    '{entity} has no field “{field}”. Choose another.',
  ),
  'view.needsField': words(
    422,
    '“{view}”需要指定一个字段，请选择。',
    'A view of the type {view} needs a field. Choose one.',
  ),
  'view.fieldMisfit': words(
    422,
    '字段“{label}”的类型不适合“{view}”，请换一个字段。',
    'The field {label} is of a type that {view} cannot use. Choose another.',
  ),
  'view.roleUnknown': words(422, '没有名为“{name}”的角色，请重新选择。', 'There is no role “{name}”. Choose another.'),
  'view.notFound': words(404, '这个视图不存在，可能已被删除。', 'There is no such view. It may have been deleted.'),
  'view.mayNotShare': words(
    403,
    '只有有搭建权限的人可以创建或修改共享视图。请另存为自己的视图。',
    'Shared views are made and changed by those who may build. Save it as a view of your own.',
  ),
  'view.stale': words(
    409,
    '在您打开之后，视图“{label}”已被他人修改。请刷新后再改，或另存为自己的视图。',
    'Somebody changed the view {label} since you opened it. Reload and change it again, or save it as a view of your own.',
  ),
  'view.mayNotAsk': words(
    403,
    '筛选条件用到了您无权查看的字段，请去掉该条件。',
    'The filter uses a field you may not see. Take that condition out.',
  ),
  'view.labelEmpty': words(422, '请给视图起个名字。', 'Give the view a name.'),
  'view.tooMany': words(
    409,
    '您在这个列表中的视图已达 {limit} 个，请先删除不用的。',
    'You have {limit} views of this list. Delete one you do not use first.',
  ),
};
