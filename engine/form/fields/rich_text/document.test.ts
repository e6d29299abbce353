/** Whatever is sent as formatted text, nothing but known parts is kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import richText from '.';
import { cleanText, plainText, safeHref } from './document';

const nodes = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      type: fc.constant('text'),
      text: fc.string({ maxLength: 8 }),
      marks: fc.array(
        fc.record({
          type: fc.constantFrom('bold', 'link', 'script', 'onclick'),
          attrs: fc.constant({ href: 'javascript:alert(1)' }),
        }),
        { maxLength: 2 },
      ),
    }),
    fc.record({
      type: fc.constantFrom(
        'paragraph',
        'heading',
        'bulletList',
        'listItem',
        'blockquote',
        'iframe',
        'doc',
        'hardBreak',
      ),
      attrs: fc.constant({ level: 9, onload: 'x' }),
      content: fc.array(tie('node'), { maxLength: 3 }),
    }),
    fc.constantFrom(null, 5, 'text'),
  ),
})).node;

describe('formatted text', () => {
  it('keeps of any tree only what is known, and what it kept stays as it is', () => {
    fc.assert(
      fc.property(fc.array(nodes, { maxLength: 4 }), (content) => {
        const once = richText.normalize!({ type: 'doc', content }, {});
        if (once === null) return;
        expect(richText.check(once, {})).toEqual([]);
        expect(richText.normalize!(once, {})).toEqual(once);
        expect(JSON.stringify(once)).not.toMatch(/script|iframe|onload|onclick|javascript:/);
      }),
    );
  });
  it.each(['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil', 'x'])(
    'takes no link to %s',
    (href) => {
      expect(safeHref(href)).toBeUndefined();
    },
  );
  it('says what is written without its looks', () => {
    const item = (text: string) => ({
      type: 'listItem',
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    });
    const doc = cleanText({
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '拜访' }] },
        { type: 'orderedList', content: [item('价签'), item('陈列')] },
      ],
    })!;
    expect(plainText(doc)).toBe('拜访\n1. 价签\n2. 陈列');
  });
  it('does not overflow on a tree a thousand levels deep', () => {
    let node: object = { type: 'text', text: 'deep' };
    for (let i = 0; i < 1000; i += 1) node = { type: 'blockquote', content: [node] };
    expect(richText.normalize!({ type: 'doc', content: [node] }, {})).toBeNull();
  });
});
