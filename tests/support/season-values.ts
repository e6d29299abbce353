/** Values of the season: each is told again whatever type its field has by then. */
import type { FieldUse } from '@/engine/kernel/documents.generated';

/** Types a field of a family may have; a value of the family can lie in each. */
export const FAMILIES = {
  number: ['text', 'number', 'long_text', 'money'],
  date: ['text', 'date', 'date_time', 'long_text'],
  choice: ['text', 'choice', 'many_choice', 'long_text'],
} as const;
export type Family = keyof typeof FAMILIES;

const CHOICES = Array.from({ length: 8 }, (_, i) => ({
  value: `c${i}`,
  label: { 'zh-CN': `选${i}`, en: `Pick ${i}` },
}));

export function optionsFor(type: string): Partial<FieldUse> {
  if (type === 'choice' || type === 'many_choice') return { options: { choices: CHOICES } };
  return type === 'money' ? { options: { currency: 'CNY', decimals: 2 } } : {};
}

/** A new value as the API takes it. Texts are now and then none of the family, so that they will not convert. */
export function makeValue(
  family: Family,
  type: string,
  random: () => number,
  n: number,
): { sent: unknown; told: string } {
  const isText = type === 'text' || type === 'long_text';
  if (isText && random() < 0.05) return { sent: `odd ${n}`, told: `odd ${n}` };
  if (family === 'number') return { sent: isText && random() < 0.3 ? `${n}.50` : String(n), told: '' };
  if (family === 'date') {
    const day = new Date(Date.UTC(2000, 0, 1 + (n % 9_000))).toISOString().slice(0, 10);
    return { sent: type === 'date_time' ? `${day}T00:00:00+08:00` : day, told: day };
  }
  const value = `c${n % 8}`;
  return { sent: type === 'many_choice' ? [value] : value, told: value };
}

/** What a value says, whatever its type: equal before and after every conversion. */
export function told(family: Family, value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(Array.isArray(value) ? value[0] : value);
  if (text.startsWith('odd ')) return text;
  if (family === 'number') return String(Number(text.replaceAll(',', '')));
  if (family === 'choice') {
    const found = CHOICES.find(({ value: own, label }) => [own, label.en, label['zh-CN']].includes(text));
    return found?.value ?? text;
  }
  // A day of Shanghai, however it is written.
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return new Date(Date.parse(text) + 8 * 3_600_000).toISOString().slice(0, 10);
  return text.slice(0, 10);
}
