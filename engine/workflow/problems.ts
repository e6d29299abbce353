import type { ProblemTable } from '../kernel/problems';

const design = (zh: string, en: string) => ({ status: 422, words: { 'zh-CN': zh, en } });

/** Words for everything that can be wrong with a drawn flow, and for what a running flow refuses. */
export const flowProblems: ProblemTable = {
  'flow.unknownEntity': design(
    '找不到这个流程的表单“{entity}”。',
    'The entity “{entity}” of this flow does not exist.',
  ),
  'flow.unknownNode': design('没有“{type}”这种节点。', 'There is no node of the type “{type}”.'),
  'flow.nodeTwice': design('有两个节点的标识都是“{id}”。', 'Two nodes have the id “{id}”.'),
  'flow.badNodeId': design('节点标识“{id}”不能用。', 'The node id “{id}” cannot be used.'),
  'flow.labelMissing': design('给节点起个名字。', 'Give the node a name.'),
  'flow.noStart': design('流程缺少“开始”节点。', 'The flow has no start.'),
  'flow.startTwice': design('流程只能有一个“开始”节点。', 'A flow has exactly one start.'),
  'flow.noEnd': design('流程缺少“结束”节点。', 'The flow has no end.'),
  'flow.danglingEdge': design('连线指向不存在的节点“{id}”。', 'A line leads to a node that does not exist: “{id}”.'),
  'flow.unknownExit': design('节点没有名为“{exit}”的出口。', 'The node has no exit called “{exit}”.'),
  'flow.exitTwice': design('出口“{exit}”连了两条线，只能连一条。', 'Two lines leave the exit “{exit}”; only one can.'),
  'flow.exitOpen': design('“{node}”：“{exit}”之后还没有连到下一个节点。', '“{node}”: say where “{exit}” leads to.'),
  'flow.unreachable': design(
    '从“开始”走不到“{node}”，请把它连进流程。',
    '“{node}” cannot be reached from the start. Connect it.',
  ),
  'flow.noWayOut': design('从“{node}”走不到“结束”。', 'No way leads from “{node}” to an end.'),
  'flow.endlessLoop': design(
    '这些节点会无休止地循环，循环里至少要有一个审批：{nodes}。',
    'These nodes would run for ever; a loop needs a person in it: {nodes}.',
  ),
  'flow.ownTrigger': design(
    '这个流程在记录更新时启动，它自己也会更新记录；它自己的更新不会再次启动它。',
    'This flow starts when a record is updated and updates the record itself; its own update does not start it again.',
  ),
  'flow.peopleMissing': design('选择由谁处理。', 'Choose who is meant.'),
  'flow.personMissing': design('选择一个人。', 'Choose a person.'),
  'flow.noSight': design(
    '“{role}”还不能查看“{entity}”，审批时会看不到内容。请在该实体的“谁可以使用”中给这个角色查看权限。',
    '“{role}” may not see anything of “{entity}” yet, so there would be nothing to decide on. Let the role see it, under “Who may use it” of the entity.',
  ),
  'flow.unknownRole': design('没有角色“{role}”。', 'There is no role “{role}”.'),
  'flow.notAPersonField': design('“{path}”不是人员字段。', '“{path}” does not lead to a person.'),
  'flow.unknownField': design('没有字段“{field}”。', 'There is no field “{field}”.'),
  'flow.derivedField': design(
    '字段“{field}”由系统计算，流程不能改动。',
    'The field “{field}” is computed by the system: a flow cannot change it.',
  ),
  'flow.expressionMissing': design('请填写条件或公式。', 'An expression is missing.'),
  'flow.escalateToMissing': design('选择升级给谁。', 'Choose whom to escalate to.'),
  'flow.escalateAfterMissing': design('填写多少小时后升级。', 'Say after how many hours to escalate.'),
  'flow.remindTooLate': design('提醒必须早于升级。', 'The reminder must come before the escalation.'),
  'flow.badHours': design('小时数必须大于 0。', 'Hours must be greater than 0.'),
  'flow.noBranches': design('至少要有一个分支。', 'A condition needs at least one branch.'),
  'flow.badBranchName': design(
    '分支标识“{name}”只能用小写字母、数字和下划线。',
    'The branch name “{name}” may have lower-case letters, digits and underscores only.',
  ),
  'flow.branchTwice': design('分支标识“{name}”重复。', 'The branch name “{name}” is used twice.'),
  'flow.nothingToSet': design('至少要更新一个字段。', 'Set at least one field.'),
  'flow.titleMissing': design('请填写通知标题。', 'The notice needs a title.'),
  'flow.badOutcome': design('选择流程的结果。', 'Choose the result of the flow.'),

  'flow.notFound': { status: 404, words: { 'zh-CN': '找不到这个流程。', en: 'This flow was not found.' } },
  'flow.notManual': {
    status: 409,
    words: { 'zh-CN': '“{flow}”不能手动启动。', en: '“{flow}” cannot be started by hand.' },
  },
  'flow.alreadyRunning': {
    status: 409,
    words: { 'zh-CN': '这条记录上的“{flow}”还在进行中。', en: '“{flow}” is still running on this record.' },
  },
  'flow.ended': {
    status: 409,
    words: { 'zh-CN': '这个流程已经结束，不能再撤回。', en: 'This flow has ended and cannot be withdrawn.' },
  },
  'flow.busy': {
    status: 409,
    words: {
      'zh-CN': '此刻正有人在处理这条记录的流程，请稍后再删除。',
      en: 'Somebody is deciding on this record at this moment. Delete it again in a moment.',
    },
  },
  'flow.notYours': {
    status: 403,
    words: { 'zh-CN': '只有提交人或管理员可以撤回。', en: 'Only the submitter or an administrator can withdraw it.' },
  },
  'flow.nobody': {
    status: 409,
    words: {
      'zh-CN': '“{node}”找不到可以处理的人，也没有管理员。请管理员检查人员和角色。',
      en: 'Nobody can be asked at “{node}”, and there is no administrator. An administrator must check people and roles.',
    },
  },
  'flow.updateRefused': {
    status: 422,
    words: {
      'zh-CN': '流程在“{node}”要写入的内容不符合规则，因此这一步没有执行：{reason}',
      en: 'What the flow would write at “{node}” breaks a rule, so nothing was done: {reason}',
    },
  },
  'flow.expressionFailed': {
    status: 422,
    words: {
      'zh-CN': '流程在“{node}”无法计算“{expression}”。请联系流程的设计者。',
      en: 'The flow could not work out “{expression}” at “{node}”. Please tell its designer.',
    },
  },
  'flow.recordGone': {
    status: 409,
    words: {
      'zh-CN': '流程所属的记录已被删除，“{node}”没有执行。',
      en: 'The record of this flow was deleted, so “{node}” was not done.',
    },
  },
  'flow.tooManySteps': {
    status: 422,
    words: {
      'zh-CN': '流程互相触发得太多，已停止：{flows}。',
      en: 'Flows start one another too often and were stopped: {flows}.',
    },
  },
  'task.notFound': { status: 404, words: { 'zh-CN': '找不到这个任务。', en: 'This task was not found.' } },
  'task.closed': {
    status: 409,
    words: {
      'zh-CN': '这个任务已经处理完了（由他人处理、已升级或流程已撤回）。',
      en: 'This task is no longer open: somebody else decided, it was escalated, or the flow was withdrawn.',
    },
  },
  'task.decidedOtherwise': {
    status: 409,
    words: { 'zh-CN': '您已经对这个任务作出了另一个决定。', en: 'You have already decided this task the other way.' },
  },
  'task.commentRequired': {
    status: 422,
    words: { 'zh-CN': '请写下审批意见。', en: 'Please write a comment.' },
  },
};
