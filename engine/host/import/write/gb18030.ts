/**
 * Text → GB18030, which JavaScript can only read. The table is the decoder's own, turned round once when first needed
 * (about 30 ms, 256 KB), so that both directions agree: two bytes where there are two, else four, counted as the standard
 * counts them (GB 18030-2022; WHATWG Encoding §10.1).
 */
let table: Uint32Array | undefined;

function tableOf(): Uint32Array {
  if (table) return table;
  const made = new Uint32Array(0x10000);
  const decoder = new TextDecoder('gb18030');
  const fourBytes = new Uint8Array(4);
  // All four-byte sequences of the first plane: 0x81308130 … 0x8431A439.
  for (let pointer = 0; pointer < 39_420; pointer += 1) {
    writeFour(fourBytes, 0, pointer);
    const text = decoder.decode(fourBytes);
    if (text.length === 1 && text !== '\ufffd') made[text.charCodeAt(0)] = readFour(fourBytes);
  }
  const twoBytes = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      twoBytes[0] = lead;
      twoBytes[1] = trail;
      const text = decoder.decode(twoBytes);
      // A pair that is none decodes to several letters, the trail byte among them.
      if (text.length === 1 && text !== '\ufffd') made[text.charCodeAt(0)] = (lead << 8) | trail;
    }
  }
  // The one letter that cannot be told from a failure to decode.
  made[0xfffd] = 0x8431a437;
  return (table = made);
}

function writeFour(bytes: Uint8Array, at: number, pointer: number): void {
  bytes[at] = 0x81 + Math.floor(pointer / 12_600);
  bytes[at + 1] = 0x30 + (Math.floor(pointer / 1260) % 10);
  bytes[at + 2] = 0x81 + (Math.floor(pointer / 10) % 126);
  bytes[at + 3] = 0x30 + (pointer % 10);
}
const readFour = (bytes: Uint8Array): number =>
  ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;

/** Planes beyond the first begin here. */
const SUPPLEMENTARY = 189_000;

/** @returns the bytes; half of a surrogate pair, which no encoding has, becomes a question mark */
export function encodeGb18030(text: string): Uint8Array {
  const codes = tableOf();
  const bytes = new Uint8Array(text.length * 4);
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
      continue;
    }
    const code = text.codePointAt(i)!;
    if (code > 0xffff) {
      writeFour(bytes, at, SUPPLEMENTARY + code - 0x10000);
      at += 4;
      i += 1;
      continue;
    }
    const known = codes[code]!;
    if (known === 0) bytes[at++] = 0x3f;
    else if (known > 0xffff) {
      bytes[at++] = known >>> 24;
      bytes[at++] = (known >>> 16) & 0xff;
      bytes[at++] = (known >>> 8) & 0xff;
      bytes[at++] = known & 0xff;
    } else {
      bytes[at++] = known >>> 8;
      bytes[at++] = known & 0xff;
    }
  }
  return bytes.subarray(0, at);
}
