/**
 * How texts are found: what is kept of a text, and what is asked of it. Both sides cut a text into the same grams (small
 * pieces, as numbers), so that an index over lists of numbers finds every text that can hold a word; the text itself then
 * decides. It needs no extension of PostgreSQL and no locale: pg_trgm knows no words of two Chinese characters, and
 * nothing of Chinese at all in a database of the locale C.
 *
 * Grams of a text: of Chinese each character and each pair of neighbours; of letters and digits each three neighbours and
 * the first one and two of each word and number. Of its sound: the same of the pinyin, of the initials, and the begin of each syllable.
 */

/** Longer texts are found by their beginning. */
export const MOST_TEXT = 2000;
/** Words of one search; further ones are not looked at. */
export const MOST_WORDS = 8;

const HAN = /\p{Script=Han}/u;
/** Chinese, letters, or digits in a row. */
const RUNS = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|[\p{M}\p{N}]+/gu;
const WORDS = /\p{Script=Han}+|(?:[^\P{L}\p{Script=Han}]|[\p{M}\p{N}])+/gu;

/** Full-width and half-width, capital and small letters are the same to whoever looks for something. */
export const folded = (text: string): string => text.slice(0, MOST_TEXT).normalize('NFKC').toLowerCase();

/** FNV-1a, 32 bits (Fowler, Noll, Vo), signed as PostgreSQL's integer. Two grams that share a number cost a look at the text. */
function gram(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
const START = '^';

function addChinese(run: string, into: Set<number>): void {
  const characters = [...run];
  characters.forEach((character, i) => {
    into.add(gram(character));
    if (i > 0) into.add(gram(characters[i - 1]! + character));
  });
}
function addTriples(word: string, into: Set<number>): void {
  for (let i = 0; i + 3 <= word.length; i += 1) into.add(gram(word.slice(i, i + 3)));
}
function addStart(word: string, into: Set<number>): void {
  into.add(gram(START + word[0]!));
  if (word.length > 1) into.add(gram(START + word.slice(0, 2)));
}

/** The text as a whole, and how it begins: by them the best matches are found without looking at all of them. */
const LONGEST_BEGIN = 6;
const wholeGram = (text: string): number => gram(`=${text}`);
const beginGram = (text: string): number => gram(`<${text.slice(0, LONGEST_BEGIN)}`);

/**
 * @param text as `folded` gives it
 * @param sound as engine/data/search/sound.ts makes it: readings apart by a space, each syllable begins with a capital
 */
export function gramsOf(text: string, sound: string | null): number[] {
  const grams = new Set<number>([wholeGram(text)]);
  for (let n = 1; n <= Math.min(LONGEST_BEGIN, text.length); n += 1) grams.add(beginGram(text.slice(0, n)));
  for (const [word] of text.matchAll(WORDS)) {
    if (HAN.test(word)) addChinese(word, grams);
    else {
      addTriples(word, grams);
      addStart(word, grams);
    }
  }
  // Digits after letters begin anew: the 12 of AB12 is found.
  for (const [run] of text.matchAll(RUNS)) if (!HAN.test(run)) addStart(run, grams);
  for (const reading of sound?.split(' ') ?? []) {
    const small = reading.toLowerCase();
    addTriples(small, grams);
    for (let i = 0; i < reading.length; i += 1) {
      if (reading[i] !== small[i] || /\d/.test(small[i]!)) addStart(small.slice(i, i + 2), grams);
    }
  }
  return [...grams];
}

/** One word that is looked for. */
export interface SearchWord {
  readonly text: string;
  /** Every text that holds the word has all of them; empty when the word has nothing to go by (signs only). */
  readonly grams: readonly number[];
  /** POSIX pattern of the sound, for a word of Latin letters and digits: it begins where a syllable begins. */
  readonly sound: string | null;
}

/** What was typed into a search box. */
export interface Typed {
  /** Folded, as a whole; with the grams of a text that is it, and of one that begins with it. */
  readonly text: string;
  readonly whole: readonly number[];
  readonly begin: readonly number[];
  /** Each of them must be found, in whatever field. */
  readonly words: readonly SearchWord[];
}

export function searchOf(typed: string): Typed {
  const text = folded(typed).trim().replace(/\s+/g, ' ');
  const words = [...new Set(text.split(' ').filter(Boolean))].slice(0, MOST_WORDS).map(searchWord);
  return { text, words, whole: [wholeGram(text)], begin: [beginGram(text)] };
}

function searchWord(text: string): SearchWord {
  const grams = new Set<number>();
  for (const found of text.matchAll(WORDS)) {
    const word = found[0];
    if (HAN.test(word)) addChinesePart(word, grams);
    else if (word.length >= 3) addApart([...word], 3, grams);
    // Fewer letters are looked for only where a word begins. Before a sign they may also be the end of a word.
    else if (found.index > 0 || word === text) grams.add(gram(START + word));
  }
  return { text, grams: [...grams], sound: /^[a-z\d]+$/.test(text) ? soundPattern(text) : null };
}

function addChinesePart(run: string, into: Set<number>): void {
  const characters = [...run];
  if (characters.length === 1) into.add(gram(run));
  else addApart(characters, 2, into);
}

/**
 * Pieces side by side and the last one, instead of all that overlap: they narrow down as well, and PostgreSQL, which takes
 * pieces for independent of each other, guesses far better how many records they leave (so it walks through the newest
 * records for a common word, and uses the index for a rare one).
 */
function addApart(characters: readonly string[], size: number, into: Set<number>): void {
  const piece = (at: number): string => characters.slice(at, at + size).join('');
  for (let at = 0; at + size <= characters.length; at += size) into.add(gram(piece(at)));
  into.add(gram(piece(characters.length - size)));
}

const soundPattern = (word: string): string =>
  [...word].map((c, i) => (/\d/.test(c) ? c : i === 0 ? c.toUpperCase() : `[${c}${c.toUpperCase()}]`)).join('');
