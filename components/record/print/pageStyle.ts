/** The paper of printed records as CSS: sizes, margins, and what stands at the foot of every page. Pure. */
import { MARGIN, paperOf } from '@/engine/form/print';
import type { PrintLayout } from '@/engine/kernel/documents.generated';

/** Stands in a text for the number of the page, and for how many there are. */
export const PAGE = '\u0001';
export const PAGES = '\u0002';
/** At the foot there is room for two lines. */
const FOOT = 18;

export interface PageFoot {
  readonly left: string;
  readonly middle: string;
  readonly right: string;
}

/** A text as a CSS string that nothing can leave: everything but letters, digits and blanks is written by its number. */
export function cssString(text: string): string {
  const safe = [...text].map((char) => {
    if (/[A-Za-z0-9 ]/.test(char)) return char;
    const code = char.codePointAt(0)!;
    const isReplaced = code === 0 || (code >= 0xd800 && code <= 0xdfff);
    return `\\${(isReplaced ? 0xfffd : code).toString(16)} `;
  });
  return `"${safe.join('')}"`;
}

/** `Page 1 of 3` with the browser's own counters in the two places. */
export const pageContent = (text: string): string =>
  text
    .split(/([\u0001\u0002])/)
    .filter((part) => part !== '')
    .map((part) => (part === PAGE ? 'counter(page)' : part === PAGES ? 'counter(pages)' : cssString(part)))
    .join(' ');

const box = (place: string, align: string, content: string, family: string): string =>
  content === ''
    ? ''
    : `@${place}{content:${content};font:8pt/1.35 ${family};color:#555;vertical-align:top;padding-top:3mm;text-align:${align};white-space:pre-line;overflow:hidden}`;

/**
 * `@page` of one sheet. Sheets of a name begin on a page of their own, each with its paper and foot (CSS paged media;
 * boxes in the margin: Chromium from 131, other browsers print without them).
 * @param name CSS identifier; undefined: the only sheet
 */
export function pageRule(
  name: string | undefined,
  layout: Pick<PrintLayout, 'paper' | 'landscape'>,
  foot: PageFoot,
  family: string,
): string {
  const { width, height } = paperOf(layout);
  return [
    `@page ${name ?? ''}{size:${width}mm ${height}mm;margin:${MARGIN}mm ${MARGIN}mm ${FOOT}mm;`,
    box('bottom-left', 'left', pageContent(foot.left), family),
    box('bottom-center', 'center', pageContent(foot.middle), family),
    box('bottom-right', 'right', pageContent(foot.right), family),
    '}',
  ].join('');
}
