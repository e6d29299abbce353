/** What stands at the foot of a page is a text, whatever it says. */
import { describe, expect, it } from 'vitest';
import { cssString, PAGE, pageContent, pageRule, PAGES } from './pageStyle';

const FOOT = { left: '', middle: '', right: '' };

describe('the style of printed pages', () => {
  it('writes hostile texts so that they stay texts', () => {
    const hostile = '"} </style><script>alert(1)</script> \\ 青岛\n';
    const css = cssString(hostile);
    expect(css.slice(1, -1)).toMatch(/^[A-Za-z0-9 \\]*$/);
    expect(css).toContain('\\9752 \\5c9b ');
    const read = css
      .slice(1, -1)
      .replace(/\\([0-9a-f]+) /g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    expect(read).toBe(hostile);
  });

  it('replaces what cannot stand in CSS', () => {
    expect(cssString('a\u0000b\ud800')).toBe('"a\\fffd b\\fffd "');
  });

  it('counts pages in the places of the sentence, in any order', () => {
    expect(pageContent(`Page ${PAGE} of ${PAGES}`)).toBe('"Page " counter(page) " of " counter(pages)');
    expect(pageContent(`${PAGES}/${PAGE}`)).toBe('counter(pages) "\\2f " counter(page)');
  });

  it('sets paper and margins, and no box for an empty foot', () => {
    const css = pageRule('sheet1', { paper: 'A5', landscape: true }, { ...FOOT, middle: 'x' }, 'serif');
    expect(css).toContain('@page sheet1{size:210mm 148mm;');
    expect(css).toContain('@bottom-center');
    expect(css).not.toContain('@bottom-left');
  });
});
