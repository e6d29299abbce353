import type { ProblemTable } from '../kernel/problems';

/** Words about patterns (regular expressions) that a field demands of its texts. */
export const patternProblems: ProblemTable = {
  'field.pattern': {
    status: 422,
    words: {
      'zh-CN': '“{label}”的格式不对，应符合：{pattern}',
      en: '“{label}” has the wrong form. It must fit: {pattern}',
    },
  },
  'field.patternSaid': { status: 422, words: { 'zh-CN': '“{label}”：{message}', en: '“{label}”: {message}' } },
  'field.patternWork': {
    status: 422,
    words: {
      'zh-CN': '“{label}”太长，无法检查格式，请缩短。',
      en: '“{label}” is too long for its form to be checked. Shorten it.',
    },
  },
  'pattern.syntax': {
    status: 422,
    words: {
      'zh-CN': '格式（正则表达式）从第 {position} 个字符起看不懂。请改正，例如 ^[A-Z]{2}\\d{6}$。',
      en: 'The pattern cannot be read from character {position} on. Correct it, for example ^[A-Z]{2}\\d{6}$.',
    },
  },
  'pattern.backReference': {
    status: 422,
    words: {
      'zh-CN': '格式里不能引用前面的括号（\\1），第 {position} 个字符：这样的检查可能永远不结束。请换一种写法。',
      en: 'A pattern may not refer back to a group (\\1, character {position}): checking it could take for ever. Write it otherwise.',
    },
  },
  'pattern.tooLarge': {
    status: 422,
    words: {
      'zh-CN': '格式太长或重复次数太多。请把它写短。',
      en: 'The pattern is too long or repeats too often. Make it shorter.',
    },
  },
};
