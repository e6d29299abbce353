import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, en: string, zh: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** What can be wrong with a write. */
export const RECORD_PROBLEMS: ProblemTable = {
  'record.notFound': words(404, 'This record does not exist, or you may not see it.', '记录不存在，或您无权查看。'),
  'record.unknownEntity': words(404, 'There is no entity named "{entity}".', '没有名为“{entity}”的实体。'),
  'record.unknownForm': words(404, 'There is no form "{form}" for this entity.', '这个实体没有名为“{form}”的表单。'),
  'record.formForOthers': words(
    403,
    'The form "{form}" is meant for other people. Leave the form out, or choose one that is for you.',
    '表单“{form}”是给别的角色用的。请不指定表单，或选择您可用的表单。',
  ),
  'record.unknownField': words(400, 'There is no field "{field}". Check the name.', '没有字段“{field}”，请检查名称。'),
  'record.notEditable': words(403, 'You may not change "{label}".', '您无权修改“{label}”。'),
  'record.isMask': words(
    422,
    '"{value}" is how "{label}" is shown to people who may not see it in full. Type the value itself, or leave it out.',
    '“{value}”是“{label}”脱敏后的显示，不能当作值写入。请填写真实的值，或不填该项。',
  ),
  'record.derived': words(
    400,
    '"{label}" is computed by the system. Leave it out.',
    '“{label}”由系统计算，请不要填写。',
  ),
  'record.createCondition': words(
    403,
    'Your roles let you create only records of "{entity}" that meet a condition, and this one does not. Correct the values, or ask an administrator.',
    '您的角色只能新建符合条件的“{entity}”，这条不符合。请修改内容，或联系管理员。',
  ),
  'record.said': words(409, 'Already there: {words}', '已有相同的记录：{words}'),
  'record.treeCycle': words(
    409,
    '"{label}": a record cannot be above itself. Choose another.',
    '“{label}”不能选择记录自身或它的下级，请另选。',
  ),
  'record.mayNotCreate': words(403, 'You may not create records of "{entity}".', '您无权新建“{entity}”。'),
  'record.mayNotUpdate': words(403, 'You may not change this record.', '您无权修改这条记录。'),
  'record.mayNotDelete': words(403, 'You may not delete this record.', '您无权删除这条记录。'),
  'record.readOnlyEntity': words(
    403,
    '"{entity}" is kept by administrators, not through records.',
    '“{entity}”由管理员维护，不能在这里修改。',
  ),
  'record.required': words(400, '"{label}" is required. Fill it in.', '请填写“{label}”。'),
  'record.values': words(400, 'The values must be an object of fields.', '字段值的格式不正确。'),
  'record.tooLong': words(400, '"{label}" is too long.', '“{label}”的内容太长。'),
  'record.unkeepable': words(
    400,
    '"{label}" holds invisible characters that cannot be kept. Type it again.',
    '“{label}”含有无法保存的不可见字符，请重新输入。',
  ),
  'record.unknownRow': words(
    400,
    'A row of "{label}" is not part of this record. Reload the page.',
    '“{label}”中有一行不属于这条记录，请刷新页面。',
  ),
  'record.rowTwice': words(400, 'A row of "{label}" is there twice.', '“{label}”中有一行重复。'),
  'record.notUnique': words(
    409,
    'Another record already has this "{label}". Enter a different one.',
    '“{label}”与已有记录重复，请换一个。',
  ),
  'record.twiceInFile': words(
    409,
    'Row {row} of the same file has the same "{label}".',
    '“{label}”与同一文件的第 {row} 行重复。',
  ),
  'record.unknownTarget': words(
    400,
    'The record chosen for "{label}" does not exist, or you may not see it. Choose another.',
    '“{label}”所选的记录不存在，或您无权查看，请重新选择。',
  ),
  'record.unknownFile': words(
    400,
    'A file of "{label}" does not exist or is used elsewhere. Upload it again.',
    '“{label}”中的文件不存在或已用于别处，请重新上传。',
  ),
  'record.noSuchRevision': words(
    404,
    'The record has no such version in its history. Reload the page.',
    '历史中没有这个版本，请刷新页面。',
  ),
  'record.fileKind': words(
    400,
    '"{file}" is not a kind of file that "{label}" takes. Remove it and choose another.',
    '“{label}”不接受“{file}”这类文件，请移除后重新选择。',
  ),
  'record.fileOrigin': words(
    400,
    '"{file}" was not made on the spot. "{label}" takes only what was captured in the form itself: remove it and capture it there.',
    '“{file}”不是现场采集的。“{label}”只接受在表单中直接拍摄或签署的内容，请移除后重新采集。',
  ),
  'record.conflict': words(
    409,
    '"{label}" was changed by somebody else in the meantime. Look at the present value and save again.',
    '“{label}”刚被其他人修改，请查看最新内容后再保存。',
  ),
  'record.inUse': words(
    409,
    'This record cannot be deleted: {users} still point to it.',
    '不能删除：仍被 {users} 引用。',
  ),
  'record.inUseHidden': words(
    409,
    'This record cannot be deleted: records you may not see still point to it.',
    '不能删除：仍被您无权查看的记录引用。',
  ),
  'record.refused': words(409, 'The record could not be kept. Ask an administrator.', '记录未能保存，请联系管理员。'),
  'record.keyUsed': words(409, 'This idempotency key was used for something else.', '这个幂等键已用于其他操作。'),
  'record.busy': words(
    503,
    'Too many people change this record at once. Try again.',
    '这条记录正被多人同时修改，请重试。',
  ),
};
