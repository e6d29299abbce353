import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** What can stand in the way of a publication that changes what fields hold, and why a value does not convert. */
export const planProblems: ProblemTable = {
  'plan.moved': words(
    409,
    '预览之后，配置或数据表又有变动。请重新查看改动再发布。',
    'Documents or tables changed since this plan was shown. Look at the plan again, then publish.',
  ),
  'plan.running': words(
    409,
    '“{label}”正在后台发布。请等它完成，或先取消。',
    '{label} is being published in the background. Wait until it is through, or cancel that first.',
  ),
  'plan.over': words(
    409,
    '这次发布已经结束，不能再继续或取消。',
    'This publication is over; it can neither go on nor be cancelled.',
  ),
  'plan.mayNotSee': words(
    403,
    '您没有查看“{field}”全部值的权限。请找有权限的人处理。',
    'You may not read all values of {field}. Ask somebody who may.',
  ),
  'plan.unreadable': words(422, '该值无法解密。', 'This value cannot be decrypted.'),
  'plan.unreadableValues': words(
    422,
    '“{field}”有 {n} 个值无法解密（密钥缺失或数据已损坏）。请先配置对应的密钥，或在记录中改掉这些值，再取消加密。',
    '{n} value(s) of {field} cannot be decrypted: their key is missing, or they were damaged. Configure the key, or correct the values in their records, then stop encrypting.',
  ),
  'plan.unknownRun': words(404, '没有这次后台发布。', 'There is no such publication.'),
  'plan.unknownField': words(
    422,
    '找不到要转换的字段“{name}”。请检查名称；它须属于这次发布的实体，并且已有数据列。',
    'There is no field “{name}” to convert. Check the name; it must belong to an entity of this publication and hold values already.',
  ),
  'plan.unsuitable': words(
    422,
    '“{source}”的值不能转到“{field}”（{type}）。明细、文件和加密字段不能转换；请新建一个字段。',
    'The values of {source} cannot be carried to {field} ({type}). Line items, files and encrypted fields do not convert; add a new field.',
  ),
  'plan.match': words(
    422,
    '不能按“{name}”查找“{entity}”的记录。请选择它的标题字段或一个不可重复的字段。',
    'Records of {entity} cannot be found by “{name}”. Choose its title field or a unique field.',
  ),
  'plan.mapBad': words(
    422,
    '给“{value}”指定的新值不符合“{field}”的要求，请另选一个。',
    'The value chosen in place of “{value}” is not one that {field} accepts. Choose another.',
  ),
  'plan.badValues': words(
    422,
    '“{field}”有 {n} 个值无法转换。请逐一指定新值，先去改正，或选择暂存。',
    '{n} values of {field} do not convert. Say what each becomes, correct them first, or set them aside.',
  ),
  'plan.newBadValues': words(
    422,
    '发布期间“{field}”又有 {n} 个值无法转换（{values}）。请改正、指定新值或选择暂存，然后继续。',
    '{n} values of {field} written meanwhile do not convert ({values}). Correct them, say what they become or set them aside, then go on.',
  ),
  'plan.tooManyColumns': words(
    422,
    '“{entity}”的数据表先后用过 {n} 列，PostgreSQL 最多允许 1600 列。请在回收站彻底删除不用的字段，它们的列会被重新使用。',
    'The table of {entity} has had {n} columns, and PostgreSQL allows 1,600 in its life. Delete unused fields in the trash for ever; their columns are used again.',
  ),
  'plan.cannotCreate': words(
    422,
    '“{field}”要关联的记录无法自动新建。请先建好它们，或选择列出。',
    'Records for {field} cannot be made here. Make them first, or have their values listed.',
  ),
  'plan.createFailed': words(
    422,
    '不能新建“{entity}”的记录“{name}”：{why} 请先建好它，或选择列出。',
    'No record “{name}” of {entity} could be made: {why} Make it first, or have such values listed.',
  ),
  'plan.duplicate': words(
    422,
    '发布期间出现了重复的值（{detail}）。请改掉其中一个，然后继续。',
    'A value that may stand only once came twice meanwhile ({detail}). Change one of them, then go on.',
  ),
  'plan.unverified': words(
    409,
    '“{field}”有 {n} 个值尚未转换完成，因此没有发布。请继续；如仍出现，请取消。',
    '{n} values of {field} have not been carried over, so nothing was published. Go on; if this stays, cancel.',
  ),
  // ---- why one value does not convert ----
  'plan.several': words(422, '有 {n} 个值，只能保留一个。', '{n} values, and only one can be kept.'),
  'plan.ambiguous': words(422, '有 {n} 条记录都叫“{value}”。', '{n} records are called “{value}”.'),
  'plan.noRecord': words(422, '没有叫“{value}”的记录。', 'No record is called “{value}”.'),
  'plan.empty': words(422, '转换后为空。', 'Nothing is left of it.'),
  'plan.occupied': words(422, '目标字段已有别的值。', 'The field holds another value already.'),
  'plan.emptied': words(422, '按选择清空。', 'Emptied, as chosen.'),
  // ---- trash and quarantine ----
  'trash.unknown': words(
    404,
    '回收站里没有它，可能已恢复或已彻底删除。',
    'It is not in the trash; somebody restored it or deleted it for ever.',
  ),
  'trash.values': words(
    422,
    '转换前的值随类型一起恢复：请把“{label}”恢复到当时的版本。',
    'Values of before a conversion come back with the type they had: revert {label} to the version of then.',
  ),
  'trash.entityGone': words(
    409,
    '“{label}”所属的实体也在回收站里，请先恢复实体。',
    'The entity of {label} is in the trash too. Restore it first.',
  ),
  'trash.name': words(
    422,
    '输入的名称不一致。请输入“{name}”确认彻底删除。',
    'That is not the name. Type “{name}” to delete it for ever.',
  ),
  'trash.inUse': words(
    409,
    '“{label}”还被用到，不能彻底删除：{users}。',
    '{label} is still referred to and cannot be deleted for ever: {users}.',
  ),
  'quarantine.unknown': words(
    404,
    '没有这个暂存值，可能已处理。',
    'There is no such value; somebody may have dealt with it.',
  ),
  'quarantine.choose': words(400, '请填写新值，或选择不再保留。', 'Give a value, or choose to let it go.'),
};
