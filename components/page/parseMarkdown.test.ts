import { describe, expect, it } from 'vitest';
import { mentionOf } from '@/engine/kernel/mentions';
import { parseMarkdown, type Inline } from './parseMarkdown';

const ann = { id: '01932c07-0000-7000-8000-000000000001', name: '安娜' };
const inline = (text: string): readonly Inline[] => {
  const [block] = parseMarkdown(text);
  return block?.is === 'paragraph' ? block.lines.flat() : [];
};

describe('light markdown', () => {
  it('knows paragraphs, both kinds of lists, and keeps line breaks', () => {
    expect(
      parseMarkdown('a\nb\n\n- x\n- y\n1. z').map((block) =>
        block.is === 'list' ? [block.isOrdered, block.items.length] : block.lines.length,
      ),
    ).toEqual([2, [false, 2], [true, 1]]);
  });

  it('knows bold, italic, code, links, bare addresses without the full stop, and mentions', () => {
    expect(inline(`**B** *i* \`c\` [t](https://a.b/c) 见 https://x.y/z. ${mentionOf(ann)}`)).toEqual([
      { is: 'strong', parts: [{ is: 'text', text: 'B' }] },
      { is: 'text', text: ' ' },
      { is: 'em', parts: [{ is: 'text', text: 'i' }] },
      { is: 'text', text: ' ' },
      { is: 'code', text: 'c' },
      { is: 'text', text: ' ' },
      { is: 'link', text: 't', href: 'https://a.b/c' },
      { is: 'text', text: ' 见 ' },
      { is: 'link', text: 'https://x.y/z', href: 'https://x.y/z' },
      { is: 'text', text: '. ' },
      { is: 'mention', person: ann },
    ]);
  });

  it('leaves HTML and addresses that are no page as text', () => {
    for (const hostile of [
      '<script>alert(1)</script>',
      '[a](javascript:alert(1))',
      '[a](data:text/html,x)',
      '@[x](person:not-an-id)',
    ]) {
      expect(inline(hostile)).toEqual([{ is: 'text', text: hostile }]);
    }
  });

  it('takes long hostile lines without slowing down', () => {
    const before = performance.now();
    for (const one of ['*', '**', '`', '[', '@[', '](', 'https://']) parseMarkdown(one.repeat(5000));
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
