/** How Chinese sounds: pinyin of a text, for searching by it. On the server only: the dictionary weighs half a megabyte. */
import { pinyin } from 'pinyin-pro';

/** Nobody looks for a whole paragraph by its sound. */
const MOST_CHINESE = 64;
const PARTS = /\p{Script=Han}+|[a-z\d]+/gu;
const HAN = /\p{Script=Han}/u;
const SPOKEN = { toneType: 'none', type: 'array', v: true } as const;

/**
 * The readings of a text, apart by a space: `华东2024` → `HuaDong2024 HD2024`. Each syllable begins with a capital, so that
 * a search can begin only there; initials are capitals throughout. Characters with several readings are read as the words
 * they stand in (重庆 Chong Qing, 银行 Yin Hang); a name that may begin with a surname is read in both ways (单 Dan, Shan).
 * Measured: 8 µs for 12 characters.
 * @param text folded
 * @returns null for a text without Chinese
 */
export function soundOf(text: string): string | null {
  if (!HAN.test(text)) return null;
  const readings = new Set<string>();
  for (const word of text.split(/[\s,，、;；。/|]+/u)) {
    if (!HAN.test(word)) continue;
    for (const surname of ['off', 'head'] as const) for (const reading of read(word, surname)) readings.add(reading);
  }
  return [...readings].join(' ');
}

function read(word: string, surname: 'off' | 'head'): [full: string, initials: string] {
  let [full, initials, left] = ['', '', MOST_CHINESE];
  for (const [part] of word.matchAll(PARTS)) {
    if (!HAN.test(part)) {
      const latin = part[0]!.toUpperCase() + part.slice(1);
      full += latin;
      initials += latin;
      continue;
    }
    const spoken = [...part].slice(0, left).join('');
    left -= spoken.length;
    if (spoken === '') break;
    for (const syllable of pinyin(spoken, { ...SPOKEN, surname })) {
      // A character nobody knows how to read stays out.
      if (!/^[a-zê]/.test(syllable)) continue;
      full += syllable[0]!.toUpperCase() + syllable.slice(1);
      initials += syllable[0]!.toUpperCase();
    }
  }
  return [full, initials];
}
