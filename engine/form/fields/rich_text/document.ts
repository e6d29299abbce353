/**
 * Formatted text as a tree of JSON (the shape of ProseMirror's documents), not as HTML: what is not on the lists below
 * cannot be kept, and a reader draws elements from it without ever parsing markup. There is nothing to sanitise.
 */
import { isObject } from '../../../kernel/json';

export interface Mark {
  readonly type: string;
  readonly attrs?: { readonly href?: string };
}
export interface RichNode {
  readonly type: string;
  readonly text?: string;
  readonly marks?: readonly Mark[];
  readonly attrs?: { readonly level?: number; readonly start?: number };
  readonly content?: readonly RichNode[];
}
export interface RichText extends RichNode {
  readonly type: 'doc';
}

/** Blocks by what they may hold. */
const INLINE = new Set(['paragraph', 'heading', 'codeBlock']);
const BLOCKS = new Set(['doc', 'bulletList', 'orderedList', 'listItem', 'blockquote']);
const MARKS = new Set(['bold', 'italic', 'underline', 'strike', 'code', 'link']);
export const DEEPEST = 12;
export const LONGEST = 50_000;

/** Addresses a link may lead to; `javascript:` and `data:` are no addresses. */
export function safeHref(href: unknown): string | undefined {
  if (typeof href !== 'string' || href.length > 2000) return undefined;
  const plain = href.replace(/[\u0000-\u0020]/g, '');
  return /^(https?:\/\/|mailto:|tel:)[^\s]/i.test(plain) ? plain : undefined;
}

/** A tree brought to what is allowed: unknown marks and attributes are left out, of unknown blocks what they hold is kept. */
export function cleanText(value: unknown): RichText | undefined {
  if (!isObject(value) || value.type !== 'doc' || !Array.isArray(value.content)) return undefined;
  return { type: 'doc', content: blocksOf(value.content, 1) };
}

function blocksOf(list: readonly unknown[], depth: number): readonly RichNode[] {
  const blocks: RichNode[] = [];
  let loose: RichNode[] = [];
  const close = () => {
    if (loose.length > 0) blocks.push({ type: 'paragraph', content: loose });
    loose = [];
  };
  for (const node of list) {
    if (!isObject(node)) continue;
    if (node.type === 'text' || node.type === 'hardBreak') loose.push(...inlineOf([node]));
    else {
      close();
      blocks.push(...blockOf(node, depth));
    }
  }
  close();
  return blocks;
}

function blockOf(node: { readonly [key: string]: unknown }, depth: number): readonly RichNode[] {
  const type = String(node.type);
  const content = Array.isArray(node.content) ? (node.content as readonly unknown[]) : [];
  if (depth > DEEPEST) return [];
  if (type === 'horizontalRule') return [{ type }];
  if (INLINE.has(type)) {
    const attrs = attrsOf(type, node.attrs);
    const inline = inlineOf(content);
    return [{ type, ...(attrs ? { attrs } : {}), ...(inline.length > 0 ? { content: inline } : {}) }];
  }
  const inside = blocksOf(content, depth + 1);
  if (!BLOCKS.has(type) || type === 'doc') return inside;
  const attrs = attrsOf(type, node.attrs);
  const fitting = type.endsWith('List') ? inside.filter((item) => item.type === 'listItem') : inside;
  return fitting.length > 0 ? [{ type, ...(attrs ? { attrs } : {}), content: fitting }] : [];
}

function attrsOf(type: string, attrs: unknown): RichNode['attrs'] | undefined {
  const given = isObject(attrs) ? attrs : {};
  if (type === 'heading') return { level: given.level === 1 || given.level === 2 ? given.level : 3 };
  const { start } = given;
  const isCounted =
    type === 'orderedList' && typeof start === 'number' && Number.isInteger(start) && start > 1 && start < 1e6;
  return isCounted ? { start } : undefined;
}

function inlineOf(list: readonly unknown[]): RichNode[] {
  return list.flatMap((node): RichNode[] => {
    if (!isObject(node)) return [];
    if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
    if (node.type !== 'text' || typeof node.text !== 'string') {
      return Array.isArray(node.content) ? inlineOf(node.content) : [];
    }
    const text = node.text.replace(/[\u0000\p{Cs}]/gu, '');
    const marks = (Array.isArray(node.marks) ? (node.marks as readonly unknown[]) : []).flatMap(markOf);
    return text === '' ? [] : [{ type: 'text', ...(marks.length > 0 ? { marks } : {}), text }];
  });
}

function markOf(mark: unknown): Mark[] {
  if (!isObject(mark) || typeof mark.type !== 'string' || !MARKS.has(mark.type)) return [];
  if (mark.type !== 'link') return [{ type: mark.type }];
  const href = safeHref(isObject(mark.attrs) ? mark.attrs.href : undefined);
  return href === undefined ? [] : [{ type: 'link', attrs: { href } }];
}

/** What is written, without its looks: for lists, files and search. */
export function plainText(node: RichNode, place = ''): string {
  if (node.type === 'text') return node.text ?? '';
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'horizontalRule') return '---';
  const content = node.content ?? [];
  if (INLINE.has(node.type)) return content.map((item) => plainText(item)).join('');
  const first = node.attrs?.start ?? 1;
  return content
    .map((item, i) => {
      if (node.type === 'orderedList') return `${place}${first + i}. ${plainText(item, `${place}  `).trimStart()}`;
      if (node.type === 'bulletList') return `${place}• ${plainText(item, `${place}  `).trimStart()}`;
      return place && INLINE.has(item.type) ? place + plainText(item) : plainText(item, place);
    })
    .join('\n');
}

/** Lines of a plain text as paragraphs. */
export const fromPlain = (text: string): RichText => ({
  type: 'doc',
  content: text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) =>
      line === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text: line }] },
    ),
});
