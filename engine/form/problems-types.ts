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
  'field.barcodeDigit': words(
    '“{label}”的校验位不对：最后一位是 {digit}，应为 {right}。请核对条码。',
    'The check digit of “{label}” is wrong: it ends in {digit} and should end in {right}. Look at the code again.',
  ),
  'field.barcodeLength': words(
    '“{label}”要填 {format} 条码，由 {length} 位数字组成。',
    '“{label}” takes an {format} code of {length} digits.',
  ),
  'field.barcodeCharacters': words(
    '“{label}”只能用英文字母、数字和常用符号，最多 80 个。',
    '“{label}” takes English letters, digits and common signs, at most 80.',
  ),
  'field.geoAccuracy': {
    status: 422,
    words: {
      'zh-CN': '“{label}”的定位误差约 {accuracy} 米，要求不超过 {max} 米。请到开阔处重新定位。',
      en: '“{label}” is accurate to {accuracy} m only; at most {max} m is taken. Find the location again in the open.',
    },
  },
  'field.geoUnknown': {
    status: 422,
    words: {
      'zh-CN': '“{label}”要求误差不超过 {max} 米，请用定位获取，不要手动填写。',
      en: '“{label}” must be accurate to {max} m: let the device find it instead of typing it.',
    },
  },
  'field.mask': {
    status: 422,
    words: {
      'zh-CN': '“{label}”没有填完整，格式是 {mask}（# 数字，@ 字母，* 数字或字母）。',
      en: '“{label}” is not complete. Its form is {mask} (# a digit, @ a letter, * either).',
    },
  },
  'field.options.mask': {
    status: 422,
    words: {
      'zh-CN': '输入格式里至少要有一个 #、@ 或 *，否则什么也不能填。',
      en: 'The mask needs at least one #, @ or *: there is nothing to fill in.',
    },
  },
  'field.geo': words(
    '“{label}”要填纬度和经度，例如 36.0671, 120.3826。',
    '“{label}” takes latitude and longitude, such as 36.0671, 120.3826.',
  ),
  'field.address': words(
    '“{label}”要填地址：选择省、市、区，或写详细地址。',
    '“{label}” takes an address: choose province, city and district, or write the street.',
  ),
  'field.region': words(
    '“{label}”里没有代码为 {region} 的地区，请重新选择。',
    '“{label}” names no known region: {region}. Choose it again.',
  ),
  'field.regionLevel': words('请把“{label}”选到下一级。', 'Choose “{label}” one level further down.'),
};
