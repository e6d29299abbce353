/** A comment while it is written: people stand as `@name` in the box, and as mentions with their id in what is sent. */
import { mentionOf, mentionsIn, splitMentions, type Mention } from '@/engine/kernel/mentions';

/** What is being looked for after an `@` before the caret; an `@` inside a mail address begins nothing. */
export function searchAt(text: string, caret: number): { readonly from: number; readonly search: string } | null {
  const before = text.slice(0, caret);
  const found = /(?:^|[^A-Za-z0-9._-])@([^\s@，。；：、]{0,30})$/u.exec(before);
  return found ? { from: before.length - found[1]!.length - 1, search: found[1]! } : null;
}

/** Puts a person where the search stands. */
export function insertMention(
  text: string,
  at: { readonly from: number; readonly search: string },
  person: Mention,
): { readonly text: string; readonly caret: number } {
  const word = `@${person.name} `;
  const after = text.slice(at.from + 1 + at.search.length).replace(/^ /, '');
  return { text: text.slice(0, at.from) + word + after, caret: at.from + word.length };
}

/** The box's text → what is sent. Only people who were picked are mentioned; longer names first, so that 王芳芳 is not 王芳. */
export function withMentions(text: string, picked: readonly Mention[]): string {
  const people = picked.toSorted((a, b) => b.name.length - a.name.length);
  if (people.length === 0) return text;
  const names = people.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.replace(new RegExp(`@(${names.join('|')})`, 'g'), (_whole, name: string) =>
    mentionOf(people.find((person) => person.name === name)!),
  );
}

/** A stored comment → the box's text, and the people picked in it. */
export function toBox(body: string, names: ReadonlyMap<string, string>): { text: string; picked: readonly Mention[] } {
  const named = (person: Mention): Mention => ({ id: person.id, name: names.get(person.id) ?? person.name });
  return {
    text: splitMentions(body)
      .map((part) => (typeof part === 'string' ? part : `@${named(part).name}`))
      .join(''),
    picked: mentionsIn(body).map(named),
  };
}
