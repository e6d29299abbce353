import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

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
