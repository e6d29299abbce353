import type { ProblemTable } from '../kernel/problems';

const words = (status: number, en: string, zh: string) => ({ status, words: { 'zh-CN': zh, en } });

/** What the doors and the host itself refuse. Everything else comes from the tables of the engine's modules. */
export const hostProblems: ProblemTable = {
  'operation.unknown': words(404, 'There is no operation “{name}”.', '没有名为“{name}”的操作。'),
  'operation.forbidden': words(
    403,
    'Your roles do not allow this. Ask an administrator if you need it.',
    '您的角色没有这项权限。如有需要，请联系管理员。',
  ),
  'input.type': words(400, '“{at}” must be {wanted}.', '“{at}”应为{wanted}。'),
  'input.missing': words(400, '“{at}” is missing. Add it and send again.', '缺少“{at}”，请补上后再发送。'),
  'input.unknown': words(
    400,
    '“{at}” is not known here. Check the spelling or leave it out.',
    '这里没有“{at}”，请检查拼写或去掉它。',
  ),
  'input.tooLong': words(400, '“{at}” is too long: at most {limit}.', '“{at}”太长，最多 {limit}。'),
  'input.value': words(400, '“{at}” has a value that is not allowed.', '“{at}”的值不被允许。'),
  'input.tooDeep': words(400, 'The data is nested too deeply.', '数据嵌套层数过多。'),
  'input.key': words(400, '“{at}” cannot be used as a name. Choose another.', '“{at}”不能用作名称，请换一个。'),
  'input.nul': words(
    400,
    'The text at “{at}” holds an invisible NUL character. Remove it.',
    '“{at}”的文字中含有不可见的空字符（NUL），请删除。',
  ),
  'input.json': words(400, 'This is not valid JSON: {reason}', '这不是有效的 JSON：{reason}'),
  'input.encoding': words(400, 'The text is not UTF-8. Send it in UTF-8.', '内容不是 UTF-8 编码，请以 UTF-8 发送。'),
  'input.twice': words(400, '“{at}” is given twice. Give it once.', '“{at}”出现了两次，请只保留一次。'),
  'http.address': words(
    414,
    'The address is too long: at most {limit}. Ask by POST /api/v1/operations/record.list.',
    '地址太长，最多 {limit}。请改用 POST /api/v1/operations/record.list 查询。',
  ),
  'http.unknown': words(404, 'There is nothing at this address.', '这个地址下没有内容。'),
  'http.method': words(
    405,
    'This address does not take {method}. It takes {allowed}.',
    '这个地址不支持 {method}，支持 {allowed}。',
  ),
  'http.contentType': words(415, 'Send this as {wanted}.', '请以 {wanted} 格式发送。'),
  'http.tooLarge': words(413, 'This is too large: at most {limit}.', '内容太大，最多 {limit}。'),
  'http.origin': words(
    403,
    'This request came from another site and was not carried out. Reload the page and try again.',
    '请求来自其他网站，未执行。请刷新页面后重试。',
  ),
  'http.failed': words(
    500,
    'The server could not finish this. Try again in a moment; the administrator finds the reason in the log.',
    '服务器未能完成这次操作，请稍后再试。管理员可在日志中查看原因。',
  ),
  'auth.required': words(401, 'Sign in first.', '请先登录。'),
  'auth.other': words(
    401,
    'Somebody else is signed in here now. Sign in as the person this belongs to.',
    '当前登录的是另一个人，请用所属人的账号登录。',
  ),
  'auth.wrong': words(401, 'E-mail or password is wrong.', '邮箱或密码不正确。'),
  'auth.inactive': words(403, 'This account is not active. Ask an administrator.', '该账号未启用，请联系管理员。'),
  'auth.tooMany': words(429, 'Too many tries. Wait a minute and try again.', '尝试次数过多，请一分钟后再试。'),
  'auth.refused': words(400, 'Signing in did not work. Check what you entered.', '登录未成功，请检查输入的内容。'),
  'file.unknown': words(404, 'This file does not exist, or you may not see it.', '文件不存在，或您无权查看。'),
  'file.name': words(400, 'Give the file a name of at most 200 characters.', '请给文件取一个不超过 200 个字符的名称。'),
  'file.keyUsed': words(
    409,
    'Another file was sent under this key. Give this file a key of its own.',
    '这个键已用于另一个文件，请为此文件换一个键。',
  ),
  'file.empty': words(400, 'The file is empty.', '文件是空的。'),
  'person.unknown': words(404, 'This person does not exist any more. Reload the page.', '该人员已不存在，请刷新页面。'),
  'person.emailTaken': words(409, 'Somebody already has the e-mail {email}.', '邮箱 {email} 已被使用。'),
  'person.unknownRole': words(400, 'There is no role “{role}”. Choose another.', '没有角色“{role}”，请重新选择。'),
  'person.lastAdministrator': words(
    409,
    'This is the last administrator. Make somebody else an administrator first.',
    '这是最后一位管理员，请先指定另一位管理员。',
  ),
  'department.unknown': words(
    404,
    'This department does not exist any more. Reload the page.',
    '该部门已不存在，请刷新页面。',
  ),
  'department.cycle': words(
    409,
    '“{parent}” lies below “{name}”. A department cannot be moved below itself.',
    '“{parent}”是“{name}”的下级，部门不能移到自己的下级之下。',
  ),
  'department.nameTaken': words(
    409,
    'There is a department “{name}” here already. Choose another name.',
    '这里已经有部门“{name}”，请换一个名称。',
  ),
  'department.notEmpty': words(
    409,
    '“{name}” still has {people} people and {below} departments below it. Move them first.',
    '“{name}”下还有 {people} 人、{below} 个下级部门，请先将其移走。',
  ),
  'department.inUse': words(
    409,
    'Records still belong to “{name}”. Give them another department first.',
    '仍有记录属于“{name}”，请先为这些记录更换部门。',
  ),
  'key.unknown': words(404, 'This key does not exist, or it was revoked already.', '该密钥不存在或已被吊销。'),
};
