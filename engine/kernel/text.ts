export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** A text people read, in every language of the product. */
export type Text = { readonly 'zh-CN': string; readonly en: string };

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale);

/** The text in a language; an empty translation falls back to the other language, then to `fallback`. */
export function say(text: Text | undefined, locale: Locale, fallback = ''): string {
  return text?.[locale] || text?.[locale === 'en' ? 'zh-CN' : 'en'] || fallback;
}

/** Fills `{name}` places of a sentence with values. Unknown places stay as they are. */
export function fill(sentence: string, data: { readonly [name: string]: unknown } = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  );
}
