/** Mentions in a comment: `@[张三](person:<uuid>)`. The id says who; the name is how they were called when it was written. */
const MENTION = /@\[([^\]\n]{0,200})\]\(person:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/g;

export interface Mention {
  readonly id: string;
  readonly name: string;
}

/** Who is mentioned; each person once, in the order of the text. */
export function mentionsIn(body: string): readonly Mention[] {
  const found = new Map<string, string>();
  for (const [, name = '', id = ''] of body.matchAll(MENTION)) if (!found.has(id)) found.set(id, name);
  return [...found].map(([id, name]) => ({ id, name }));
}

/** Brackets and line breaks would end the mention early. */
export const mentionOf = ({ id, name }: Mention): string =>
  `@[${name.replace(/[[\]()\n]/g, ' ').trim()}](person:${id})`;

/** The text without markup, on one line: for notices and lists. `names` are present names by id. */
export function plainComment(body: string, names: ReadonlyMap<string, string> = new Map(), limit = 160): string {
  const plain = body
    .replace(MENTION, (_whole, name: string, id: string) => `@${names.get(id) ?? name}`)
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > limit ? `${plain.slice(0, limit - 1)}…` : plain;
}

/** The text cut at its mentions: strings and mentions in turn. */
export function splitMentions(body: string): readonly (string | Mention)[] {
  const parts: (string | Mention)[] = [];
  let from = 0;
  for (const match of body.matchAll(MENTION)) {
    if (match.index > from) parts.push(body.slice(from, match.index));
    parts.push({ id: match[2]!, name: match[1]! });
    from = match.index + match[0].length;
  }
  if (from < body.length) parts.push(body.slice(from));
  return parts;
}
