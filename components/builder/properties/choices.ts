import { LOCALES, type Locale, type Text } from '@/engine/kernel/text';
import { nameFrom } from '../documents/documents';

export interface Choice {
  readonly value: string;
  readonly label: Text;
  readonly color?: string;
}

/** A value for a new choice: from its English label, else counted; none of those in use. */
export const choiceValue = (label: string, taken: Iterable<string>): string =>
  nameFrom(label, new Set(taken), 'option');

/**
 * Choices from pasted lines. A line is a label, or two or three columns (tab, `|` or `,`): 高 | High | high. With one
 * column the text serves in both languages. Lines already there (by any label) are left out.
 */
export function choicesFromLines(text: string, present: readonly Choice[], locale: Locale): readonly Choice[] {
  const made: Choice[] = [];
  const isThere = (label: string) =>
    [...present, ...made].some((c) => LOCALES.some((l) => c.label[l].toLowerCase() === label.toLowerCase()));
  for (const line of text.split(/\r?\n/)) {
    const columns = line.split(/\t|\||,|，/).map((part) => part.trim());
    const [first = '', second = '', third = ''] = columns;
    if (first === '' || isThere(first)) continue;
    const label: Text =
      second === ''
        ? { 'zh-CN': first, en: first }
        : locale === 'zh-CN'
          ? { 'zh-CN': first, en: second }
          : { 'zh-CN': second, en: first };
    const taken = [...present, ...made].map((c) => c.value);
    const value = third !== '' && !taken.includes(third) ? third : choiceValue(label.en, taken);
    made.push({ value, label });
  }
  return made;
}
