import type { ProblemTable } from '../../kernel/problems';
import { planProblems } from './plan-problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** What can be wrong with any document, and with those kinds that belong to no plugin. */
export const documentProblems: ProblemTable = {
  ...planProblems,
  'document.kindUnknown': words(
    422,
    '没有“{kind}”这种配置。如果它属于某个插件，请先安装该插件。',
    'There is no kind of document “{kind}”. If a plugin brings it, install the plugin.',
  ),
  'document.missing': words(422, '缺少“{at}”，请补上。', '“{at}” is missing. Add it.'),
  'document.unknownKey': words(
    422,
    '这里不能有“{at}”，请去掉或检查拼写。',
    '“{at}” is not known here. Leave it out, or check the spelling.',
  ),
  'document.wrongType': words(422, '“{at}”应为{wanted}。', '“{at}” must be {wanted}.'),
  'document.notAllowed': words(
    422,
    '“{at}”的值不在可选范围内：{allowed}{wanted}。',
    '“{at}” must be one of: {allowed}{wanted}.',
  ),
  'document.badFormat': words(
    422,
    '“{at}”的写法不对。名称请用小写英文字母、数字和下划线，并以字母开头。',
    '“{at}” is not written as it must be. Names take small letters, digits and underscores and begin with a letter.',
  ),
  'document.tooLong': words(
    422,
    '“{at}”太长，最多 {limit} 个字符。',
    '“{at}” is too long: at most {limit} characters.',
  ),
  'document.tooMany': words(422, '“{at}”太多，最多 {limit} 个。', 'Too many entries in “{at}”: at most {limit}.'),
  'document.tooFew': words(422, '“{at}”至少要有 {limit} 个。', '“{at}” needs at least {limit}.'),
  'document.empty': words(422, '“{at}”不能为空，请填写。', '“{at}” is empty. Fill it in.'),
  'document.tooSmall': words(422, '“{at}”不能小于 {limit}。', '“{at}” must be at least {limit}.'),
  'document.tooLarge': words(422, '“{at}”不能大于 {limit}。', '“{at}” must be at most {limit}.'),
  'document.badShape': words(
    422,
    '“{at}”的内容不完整或不正确，请重新设置。',
    '“{at}” is not complete or not right. Set it again.',
  ),
  'document.badKey': words(422, '“{key}”不能用作名称，请换一个。', '“{key}” cannot be used as a name. Choose another.'),
  'document.tooBig': words(
    413,
    '这份配置太大，最多 {limit} KB。请拆成几份。',
    'This document is too big: at most {limit} KB. Split it up.',
  ),
  'document.nameInvalid': words(
    422,
    '名称“{name}”不可用。请以小写英文字母开头，只用小写字母、数字和单个下划线，不超过 40 个字符。',
    'The name “{name}” cannot be used. Begin with a small letter; use small letters, digits and single underscores, at most 40.',
  ),
  'document.nameTaken': words(
    409,
    '名称“{name}”已被“{other}”使用（现用名或旧名），请换一个名称。',
    'The name “{name}” belongs to {other}, now or formerly. Choose another name.',
  ),
  'document.labelEmpty': words(422, '请填写名称（中文或英文）。', 'Give it a label in Chinese or in English.'),
  'document.notFound': words(404, '没有名为“{name}”的这种配置。', 'There is no such document “{name}”.'),
  'document.noDraft': words(
    409,
    '“{name}”没有草稿，无需发布。',
    '“{name}” has no draft, so there is nothing to publish.',
  ),
  'document.noVersion': words(404, '“{name}”没有第 {version} 版。', '“{name}” has no version {version}.'),
  'document.stale': words(
    409,
    '在您打开之后，“{label}”已被他人修改。请先载入最新内容，再重做您的修改；您的内容没有丢失。',
    'Somebody changed {label} since you opened it. Load the newest and make your change again; what you have on the screen is not lost.',
  ),
  'document.fileBroken': words(
    422,
    '文件 {file} 不是有效的 JSON，请修正。',
    'The file {file} is not valid JSON. Correct it.',
  ),
  'document.fileMisplaced': words(
    422,
    '文件 {file} 的位置与内容不符，应放在 <类型>/<名称>.json。',
    'The file {file} does not lie at <kind>/<name>.json of the document in it. Move or rename it.',
  ),
  'document.inUse': words(
    409,
    '“{label}”仍被{users}使用，不能移除。请先在那里取消引用。',
    '{label} is used by {users} and cannot be removed. Take it out there first.',
  ),
  'document.platform': words(
    409,
    '“{label}”属于平台，不能移除。',
    '{label} belongs to the platform and cannot be removed.',
  ),
  'document.adminOnly': words(
    403,
    '只有系统管理员可以更改角色“{label}”的平台权限。其他设置可以照常修改。',
    'Only an administrator changes the permissions of the role {label}. Its other settings are open to you.',
  ),
  'role.lockedOut': words(
    422,
    '系统管理员角色必须保留“管理”权限，否则无人能再管理系统。',
    'The role of administrators must keep the permission “admin”, or nobody could look after the system.',
  ),
  'role.held': words(
    409,
    '还有 {n} 人担任角色“{label}”。请先在“人员”页面为他们更换角色。',
    '{n} people have the role {label}. Give them another role on the page “People” first.',
  ),
  'role.entityUnknown': words(
    422,
    '没有名为“{name}”的实体。请改正名称，或删除这条权限。',
    'There is no entity “{name}”. Correct the name, or remove these rights.',
  ),
  'role.conditionEverywhere': words(
    422,
    '条件涉及具体字段，不能用于“其他所有实体”。请在具体实体上设置。',
    'A condition speaks of fields, so it cannot stand for every other entity. Set it on the entity itself.',
  ),
  'role.conditionVain': words(
    422,
    '“{entity}”的这项操作本来就没有权限，条件不起作用。',
    'The role may not do this with “{entity}” at all, so the condition changes nothing.',
  ),
  'role.maskedLines': words(
    422,
    '明细“{label}”不能脱敏显示，请选“隐藏”或“只读”。',
    'The line items “{label}” cannot be shown masked. Choose hidden or read.',
  ),
  'role.fieldUnknown': words(
    422,
    '“{entity}”没有字段“{name}”。请改正名称，或删除这条权限。',
    '{entity} has no field “{name}”. Correct the name, or remove this right.',
  ),
  'package.itemUnknown': words(
    422,
    '菜单引用的“{name}”不存在。请改正，或删除该菜单项。',
    'The menu names “{name}”, which does not exist. Correct it, or remove the item.',
  ),
  'package.itemEmpty': words(
    422,
    '请为该菜单项选择一个实体、仪表盘或报表。',
    'Choose an entity, a dashboard or a report for this menu item.',
  ),
  'package.roleUnknown': words(
    422,
    '没有名为“{name}”的角色。请改正，或从该菜单项中删除。',
    'There is no role “{name}”. Correct it, or take it off this menu item.',
  ),
};
