import { describe, expect, it } from 'vitest';
import { insertMention, searchAt, toBox, withMentions } from './mentioning';

const wang = { id: '01932c07-0000-7000-8000-000000000001', name: '王芳' };
const longer = { id: '01932c07-0000-7000-8000-000000000002', name: '王芳芳' };

describe('mentions while writing', () => {
  it('begin with @ at any place but inside a mail address', () => {
    expect(searchAt('请@王', 3)).toEqual({ from: 1, search: '王' });
    expect(searchAt('ok @', 4)).toEqual({ from: 3, search: '' });
    expect(searchAt('a@b', 3)).toBeNull();
    expect(searchAt('@a b', 4)).toBeNull();
  });

  it('are inserted where they were looked for', () => {
    expect(insertMention('请@王看一下', { from: 1, search: '王' }, wang)).toEqual({ text: '请@王芳 看一下', caret: 5 });
  });

  it('survive the way to the server and back', () => {
    const sent = withMentions('@王芳芳 和 @王芳 ，a@王', [wang, longer]);
    expect(sent).toBe(`@[王芳芳](person:${longer.id}) 和 @[王芳](person:${wang.id}) ，a@王`);
    expect(toBox(sent, new Map([[wang.id, '王小芳']]))).toEqual({
      text: '@王芳芳 和 @王小芳 ，a@王',
      picked: [longer, { ...wang, name: '王小芳' }],
    });
  });
});
