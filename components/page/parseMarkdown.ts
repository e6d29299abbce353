/**
 * Light markdown → a tree of plain data: paragraphs, lists, **bold**, *italic*, `code`, links and mentions. There is no
 * HTML in between and none comes out: whatever is not understood stays text.
 */
import { splitMentions, type Mention } from '@/engine/kernel/mentions';

export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly href: string }
  | { readonly is: 'mention'; readonly person: Mention };
export type Block =
  | { readonly is: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly is: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] };

const BULLET = /^\s{0,3}[-*•]\s+(.*)$/;
const NUMBER = /^\s{0,3}\d{1,3}[.、)]\s+(.*)$/;

export function parseMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: (readonly Inline[])[] = [];
  const end = () => {
    if (lines.length > 0) blocks.push({ is: 'paragraph', lines });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const item = BULLET.exec(line) ?? NUMBER.exec(line);
    if (item) {
      end();
      const isOrdered = !BULLET.test(line);
      const last = blocks.at(-1);
      const inline = parseInline(item[1]!);
      if (last?.is === 'list' && last.isOrdered === isOrdered) {
        blocks[blocks.length - 1] = { ...last, items: [...last.items, inline] };
      } else blocks.push({ is: 'list', isOrdered, items: [inline] });
    } else if (line.trim() === '') end();
    else lines.push(parseInline(line));
  }
  end();
  return blocks;
}

/** One line. Mentions first: their brackets are no link. */
function parseInline(line: string): readonly Inline[] {
  return splitMentions(line).flatMap((part): readonly Inline[] =>
    typeof part === 'string' ? parseMarks(part) : [{ is: 'mention', person: part }],
  );
}

/** Only addresses a browser opens as a page; `javascript:` and the like stay text. */
const MARKS =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s)]{1,2000})\)|(https?:\/\/[^\s<>"'，。；、）】」]{1,2000})/;
/** What ends a sentence is not part of an address. */
const TRAILING = /[.,;:!?)\]]+$/;

function parseMarks(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  for (let found = MARKS.exec(rest); found; found = MARKS.exec(rest)) {
    const [whole, code, strong, em, label, href, bare] = found;
    const address = bare?.replace(TRAILING, '');
    if (found.index > 0) parts.push({ is: 'text', text: rest.slice(0, found.index) });
    parts.push(inlineOf(code, strong, em, label, href, address));
    rest = rest.slice(found.index + (address?.length ?? whole.length));
  }
  if (rest !== '') parts.push({ is: 'text', text: rest });
  return parts;
}

function inlineOf(
  code: string | undefined,
  strong: string | undefined,
  em: string | undefined,
  label: string | undefined,
  href: string | undefined,
  bare: string | undefined,
): Inline {
  if (code !== undefined) return { is: 'code', text: code };
  if (strong !== undefined) return { is: 'strong', parts: parseMarks(strong) };
  if (em !== undefined) return { is: 'em', parts: parseMarks(em) };
  return { is: 'link', text: label ?? bare ?? '', href: href ?? bare ?? '' };
}
