import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** What can be wrong with sharing, asking why, and handing over. */
export const ACCESS_PROBLEMS: ProblemTable = {
  'share.notYours': words(
    403,
    '这条记录是别人共享给您的，不能再转给其他人。请联系记录的负责人。',
    'This record was shared with you, so you cannot share it further. Ask its owner.',
  ),
  'share.onlyRead': words(
    403,
    '您只能查看这条记录，因此只能共享为“可查看”。',
    'You may only read this record, so you can share it for reading only.',
  ),
  'share.past': words(400, '截止时间已过，请选择将来的时间。', 'That time is over. Choose one in the future.'),
  'share.tooMany': words(
    400,
    '一条记录最多共享给 {limit} 个对象。人多时请改为共享给角色或部门。',
    'A record is shared with at most {limit}. For more, share it with a role or a department.',
  ),
  'share.yourself': words(400, '不需要共享给自己。', 'There is no need to share it with yourself.'),
  'share.unknown': words(404, '没有这个人、角色或部门，请重新选择。', 'There is nobody like that. Choose again.'),
  'share.noRole': words(
    422,
    '“{name}”没有可以查看“{entity}”的角色，共享了也打不开。请管理员先分配角色。',
    '"{name}" has no role that opens {entity}, so the record would stay closed. Ask an administrator for a role first.',
  ),
  'share.noEdit': words(
    422,
    '“{name}”的角色不能修改“{entity}”，请共享为“可查看”。',
    'The roles of "{name}" do not change {entity}. Share it for reading.',
  ),
  'share.unknownShare': words(404, '这项共享已经不存在。', 'This share is no more.'),
  'share.mayNotRemove': words(
    403,
    '只有共享人、能修改这条记录的人和管理员可以取消共享。',
    'Only whoever shared it, whoever may change the record, and administrators can take a share away.',
  ),
  'access.others': words(
    403,
    '只有管理员可以查看其他人的权限。',
    "Only an administrator can ask about other people's rights.",
  ),
  'access.unknownPerson': words(404, '没有这个人。', 'There is no such person.'),
  'handover.same': words(400, '请选择另一个人来接手。', 'Choose another person to take over.'),
  'handover.inactive': words(
    422,
    '“{name}”已停用，不能接手。请选择在职的人。',
    '"{name}" is not active and cannot take over. Choose somebody who is.',
  ),
  'handover.broken': words(
    500,
    '系统出错，交接中断。已交接的记录不受影响；请再次点击“交接”继续剩余部分，若仍失败请联系系统管理员。',
    'Something broke while handing over. What was moved stays moved; hand over again to go on with the rest.',
  ),
  'handover.running': words(
    409,
    '“{name}”的记录正在交接，请等它完成。',
    'The records of "{name}" are being handed over. Wait until that is done.',
  ),
};
