import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

export const draftProblems: ProblemTable = {
  'draft.tooLarge': words(
    413,
    '草稿过大（最多 {limit} MB），未保存到服务器。请先提交，或把大段内容作为附件上传。',
    'This draft is too large to be kept on the server (at most {limit} MB). Send the form, or attach long texts as files.',
  ),
  'draft.tooMany': words(
    409,
    '您已有 {limit} 份草稿。请先提交或删除一些。',
    'You have {limit} drafts already. Send or delete some first.',
  ),
};
