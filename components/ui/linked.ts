/** Words → pieces, web addresses among them with where they lead. Pure. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

/** Ends at white space, quotes, brackets and Chinese punctuation: none of them is written in an address. */
const ADDRESS = /https?:\/\/[^\s<>"'（）【】「」《》，。；：！？、]+/g;
/** Punctuation at the end belongs to the sentence. */
const TAIL = /[.,;:!?)\]]+$/;

/** Only what parses as an http(s) address becomes a link; it is shown as it is written. */
export function linked(words: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of words.matchAll(ADDRESS)) {
    const address = found.replace(TAIL, '');
    if (!URL.canParse(address)) continue;
    if (index > at) pieces.push({ text: words.slice(at, index) });
    pieces.push({ text: address, href: new URL(address).href });
    at = index + address.length;
  }
  return at < words.length ? [...pieces, { text: words.slice(at) }] : pieces;
}
