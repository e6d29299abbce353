/** What Tab and Enter do to source text. Pure. */

export interface Selection {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
const STEP = '  ';

/** Tab puts two spaces at the caret, or before every selected line; Shift+Tab takes up to two away. */
export function indent({ text, from, to }: Selection, isOut: boolean): Selection {
  if (from === to && !isOut) return { text: text.slice(0, from) + STEP + text.slice(to), from: from + 2, to: from + 2 };
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const lines = text.slice(start, to).split('\n');
  const changed = lines.map((line) => (isOut ? line.replace(/^(\t| {1,2})/, '') : STEP + line));
  const first = changed[0]!.length - lines[0]!.length;
  const all = changed.join('\n');
  return {
    text: text.slice(0, start) + all + text.slice(to),
    from: Math.max(start, from + first),
    to: start + all.length,
  };
}

/** A new line begins as far in as the one it leaves. */
export function newLine({ text, from, to }: Selection): Selection {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const lead = /^[ \t]*/.exec(text.slice(start, from))![0];
  const at = from + 1 + lead.length;
  return { text: `${text.slice(0, from)}\n${lead}${text.slice(to)}`, from: at, to: at };
}
