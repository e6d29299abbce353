import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string) => ({ status: 422, words: { 'zh-CN': zh, en } });

/** Words of everything that can be wrong with an expression. `start` and `end` in the data are the place in its text. */
export const expressionProblems: ProblemTable = {
  'expression.tooLong': words('公式最多 {max} 个字符。', 'An expression takes at most {max} characters.'),
  'expression.empty': words('请填写公式。', 'Write an expression.'),
  'expression.tooComplex': words('公式太复杂，请拆成几条。', 'This expression is too complex. Split it.'),
  'expression.syntax': words(
    '第 {position} 个字符处无法读懂：{found}。',
    'Cannot be read at character {position}: {found}.',
  ),
  'expression.unknownName': words('没有“{name}”这个字段。', 'There is no field “{name}”.'),
  'expression.encrypted': words(
    '“{label}”是加密字段，不能用在公式和条件里。',
    '“{label}” is encrypted and cannot be used in an expression.',
  ),
  'expression.unknownFunction': words('没有“{name}”这个函数。', 'There is no function “{name}”.'),
  'expression.notALink': words(
    '“{name}”不是关联字段，后面不能再跟“.{field}”。',
    '“{name}” is not a relation, so “.{field}” cannot follow it.',
  ),
  'expression.tooFar': words('最多沿关联走 {max} 步。', 'A path may follow at most {max} relations.'),
  'expression.loops': words(
    '“{label}”最多 {rows} 行，循环里再循环要算 {loops} 次，太慢（最多 {max} 次）。请只用一层循环，或调小“最多行数”。',
    '“{label}” takes {rows} rows: a loop inside a loop would take {loops} steps, more than {max}. Use one loop, or lower “Most rows”.',
  ),
  'expression.kind': words('这里需要{wanted}，而“{text}”是{found}。', 'This takes {wanted}; “{text}” is {found}.'),
  'expression.kinds': words(
    '“{left}”（{leftKind}）和“{right}”（{rightKind}）不能放在一起比较或计算。',
    '“{left}” ({leftKind}) and “{right}” ({rightKind}) do not go together.',
  ),
  'expression.expects': words('结果应当是{wanted}，而这里是{found}。', 'The result must be {wanted}; this is {found}.'),
  'expression.arguments': words('函数的写法是 {usage}。', 'The function is written {usage}.'),
  'expression.oneOf': words('这里要写 {options} 中的一个，并带引号。', 'Write one of {options} here, in quotes.'),
  'expression.rows': words(
    '“{text}”是一张明细表。请用 SUM、COUNT 等函数，或 .exists(行, 条件)。',
    '“{text}” is a table of line items. Use SUM, COUNT …, or .exists(row, condition).',
  ),
  'expression.notRows': words('“{text}”不是明细表。', '“{text}” is not a table of line items.'),
  'expression.list': words('这里需要一个列表，例如 ["a", "b"]。', 'This takes a list, such as ["a", "b"].'),
  'expression.unsupported': words('公式里不能用“{text}”这种写法。', 'Expressions have no “{text}”.'),
  'expression.choice': words('“{label}”没有“{value}”这个选项。', '“{label}” has no option “{value}”.'),
  'expression.number': words('数字最多写 {max} 位。', 'A number takes at most {max} digits.'),
  'expression.text': words(
    '引号里的文字含有无法保存的字符。',
    'The text in quotes holds a character that cannot be kept.',
  ),
};
