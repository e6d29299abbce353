import type { ProblemTable } from '../../kernel/problems';

const words = (status: number, zh: string, en: string): ProblemTable[string] => ({
  status,
  words: { 'zh-CN': zh, en },
});

/** Words of everything that can be wrong with a comment. */
export const commentProblems: ProblemTable = {
  'comment.empty': words(422, '请写点内容，或者添加一个附件。', 'Write something, or attach a file.'),
  'comment.tooLong': words(
    422,
    '评论太长：{length} 个字符，最多 {limit} 个。请分成几条。',
    'The comment is too long: {length} characters, at most {limit}. Split it up.',
  ),
  'comment.unknown': words(404, '没有这条评论，可能已被删除。', 'There is no such comment. It may have been deleted.'),
  'comment.notYours': words(403, '只能修改或删除自己的评论。', 'Only your own comments can be changed or deleted.'),
  'comment.parent': words(
    422,
    '要回复的评论已不存在，请作为新评论发表。',
    'The comment you answer is no longer there. Post it as a new one.',
  ),
  'comment.mention': words(
    422,
    '{people}看不到这条记录，不能在这里@。请去掉，或先让管理员开放权限。',
    '{people} may not read this record and cannot be mentioned here. Take it out, or have the rights widened first.',
  ),
  'comment.tooManyMentions': words(
    422,
    '一条评论最多@ {limit} 人，现在有 {count} 人。',
    'A comment mentions at most {limit} people; this one has {count}.',
  ),
  'comment.file': words(
    422,
    '有附件没有上传成功，请重新添加。',
    'A file was not uploaded by you, or is used elsewhere. Attach it again.',
  ),
};
