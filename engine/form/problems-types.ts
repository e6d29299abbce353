import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string): ProblemTable[string] => ({ status: 422, words: { 'zh-CN': zh, en } });

/** What is wrong with values of the field types that have a form of their own: e-mail, phone, place … */
export const typeProblems: ProblemTable = {
  'field.email': words(
    '“{label}”要填邮箱地址，例如 name@example.com。',
    '“{label}” takes an e-mail address, such as name@example.com.',
  ),
  'field.phone': words(
    '“{label}”要填电话号码：手机号，或带区号的座机，例如 0532-85711119；境外号码以 + 和国家代码开头。',
    '“{label}” takes a phone number with its area code; numbers abroad begin with + and the country code, such as +1 212 555 0123.',
  ),
  'field.url': words(
    '“{label}”要填网址，例如 https://example.com。只接受 http、https 和 mailto 链接。',
    '“{label}” takes a link, such as https://example.com. Only http, https and mailto are accepted.',
  ),
  'field.percentDecimals': words(
    '“{label}”的百分数最多 {max} 位小数。',
    '“{label}” takes a percentage with at most {max} decimals.',
  ),
  'field.percentMin': words('“{label}”不能小于 {min}%。', '“{label}” must be at least {min}%.'),
  'field.percentMax': words('“{label}”不能大于 {max}%。', '“{label}” must be at most {max}%.'),
  'field.duration': words(
    '“{label}”要填时长，例如 1:30、1 小时 30 分钟或 90 分钟。',
    '“{label}” takes a duration, such as 1:30, 1h30 or 90 min.',
  ),
  'field.rating': words('“{label}”要填 1 到 {max} 的整数。', '“{label}” takes a whole number from 1 to {max}.'),
  'field.tag': words(
    '“{label}”的每个标签最多 {max} 个字，不能有换行。',
    'Each tag of “{label}” has at most {max} characters and no line breaks.',
  ),
};
