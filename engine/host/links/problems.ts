import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

export const linkProblems: ProblemTable = {
  'link.unknown': words(
    404,
    '这个链接无效或已被收回。请向发给您的人索取新的链接。',
    'This link does not work, or it was withdrawn. Ask whoever gave it to you for a new one.',
  ),
  'link.expired': words(
    410,
    '这个链接已过期。请向发给您的人索取新的链接。',
    'This link has expired. Ask whoever gave it to you for a new one.',
  ),
  'link.closed': words(410, '这个表单已停止收集。', 'This form takes no more answers.'),
  'link.full': words(
    410,
    '收集的份数已满，这份没有提交。如有需要，请联系发布者。',
    'This form has all the answers it asked for, so yours was not sent. Contact whoever published it if you need to.',
  ),
  'link.fullToday': words(
    429,
    '今天的份数已满，这份没有提交。填写的内容保存在本设备上，请明天再提交。',
    'The answers for today are complete, so yours was not sent. What you filled in is kept on this device; send it tomorrow.',
  ),
  'link.busy': words(
    429,
    '来自您网络的请求太多，请十分钟后再试。填写的内容不会丢失。',
    'There were many requests from your network. Try again in ten minutes; what you filled in is kept.',
  ),
  'link.again': words(
    409,
    '页面打开得太久，请再提交一次。填写的内容不会丢失。',
    'This page was open for long. Send once more; what you filled in is kept.',
  ),
  'link.tooSoon': words(
    422,
    '提交得太快，请稍等几秒再提交。',
    'This was sent very fast. Wait a few seconds and send again.',
  ),
  'link.robot': words(
    422,
    '这份看起来是由程序填写的，没有提交。请关闭自动填写工具，刷新页面后再提交。',
    'This looks as if a program had filled it in, so it was not sent. Turn off tools that fill in forms, reload the page and send again.',
  ),
  'link.forbidden': words(403, '这个链接不能用来做这件事。', 'This link does not allow that.'),
  'link.tooManyFiles': words(
    413,
    '一次最多上传 {limit} 个文件。请去掉一些后再试。',
    'At most {limit} files can be sent. Remove some and try again.',
  ),
  'link.fileKind': words(
    415,
    '“{file}”的类型不被接受，请换一个{wanted}。',
    '“{file}” is not accepted here. Choose {wanted}.',
  ),
  'link.name': words(
    400,
    '请给链接起个名称，来源会显示这个名称。',
    'Give the link a name: the history says it as the source.',
  ),
  'link.past': words(400, '到期时间已经过去，请选择以后的时间。', 'This time has passed. Choose a later one.'),
  'link.role': words(400, '没有名为“{role}”的角色。', 'There is no role “{role}”.'),
  'link.roleTooWide': words(
    403,
    '角色“{role}”的权限超出您自己的权限，不能通过链接给出。请选择权限更小的角色，或请管理员创建链接。',
    'The role “{role}” allows more than you may, so you cannot give it away by a link. Choose a smaller role, or ask an administrator to make the link.',
  ),
  'link.roleCannotCreate': words(
    400,
    '所选角色都不能新增“{entity}”。请选择一个可以新增的角色，或在角色里打开新增权限。',
    'None of the chosen roles may create “{entity}”. Choose one that may, or allow it in the role.',
  ),
  'link.roleCannotUpdate': words(
    400,
    '所选角色不能修改“{entity}”，发件人只能查看自己的记录。请改为“可查看”，或换一个角色。',
    'None of the chosen roles may change “{entity}”, so senders can only look at their record. Choose “look at it”, or another role.',
  ),
  'link.cannotFill': words(
    400,
    '必填字段 {fields} 不能由访客填写：不在表单上、角色不允许，或是未开放搜索的关联。请先调整，或给它们默认值。',
    'Required fields cannot be filled in by guests: {fields}. They are not on the form, the roles do not allow them, or they are relations that may not be searched. Change that, or give them a default.',
  ),
  'link.field': words(400, '表单上没有名为“{field}”的字段。', 'There is no field “{field}” on the form.'),
  'link.origin': words(
    400,
    '“{origin}”不是网站地址。请填写如 https://www.example.com 的地址，不带路径。',
    '“{origin}” is not the address of a site. Write it like https://www.example.com, without a path.',
  ),
  'link.owner': words(400, '找不到这位负责人，或该账号已停用。', 'This owner does not exist or is not active.'),
  'link.notYours': words(
    403,
    '您不能修改这个链接。请联系创建者或管理员。',
    'You may not change this link. Ask whoever made it, or an administrator.',
  ),
  'link.mayNotShare': words(
    403,
    '您不能修改这条记录，所以不能为它创建链接。',
    'You may not change this record, so you cannot make a link to it.',
  ),
  'link.tooMany': words(
    409,
    '最多 {limit} 个链接。请先收回不用的链接。',
    'There can be {limit} links. Withdraw some that are not used.',
  ),
};
