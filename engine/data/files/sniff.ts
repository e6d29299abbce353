/** What a file is, by its first bytes: a name and a header can say anything. */

/** As many bytes as `sniff` looks at. */
export const HEAD_BYTES = 4100;

type Magic = readonly [mime: string, at: number, bytes: string];
/** Signatures as hexadecimal; `..` stands for any byte. */
const MAGIC: readonly Magic[] = [
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/gif', 0, '474946383761'],
  ['image/gif', 0, '474946383961'],
  ['image/webp', 0, '52494646........57454250'],
  ['image/bmp', 0, '424d'],
  ['image/tiff', 0, '49492a00'],
  ['image/tiff', 0, '4d4d002a'],
  ['image/avif', 4, '6674797061766966'],
  ['image/heic', 4, '6674797068656963'],
  ['image/heic', 4, '667479706d696631'],
  ['video/mp4', 4, '66747970'],
  ['application/pdf', 0, '255044462d'],
  ['application/zip', 0, '504b0304'],
  ['application/zip', 0, '504b0506'],
  ['application/x-ole', 0, 'd0cf11e0a1b11ae1'],
  ['application/gzip', 0, '1f8b'],
  ['application/x-7z-compressed', 0, '377abcaf271c'],
  ['application/vnd.rar', 0, '526172211a07'],
  ['audio/mpeg', 0, '494433'],
  ['audio/wav', 0, '52494646........57415645'],
  ['video/webm', 0, '1a45dfa3'],
  ['audio/ogg', 0, '4f676753'],
  ['application/x-msdownload', 0, '4d5a'],
  ['application/x-executable', 0, '7f454c46'],
];
/** What a container holds, and what a text is called, can only be told by the name. */
const INSIDE: { readonly [mime: string]: { readonly [ending: string]: string } } = {
  'application/zip': {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    odt: 'application/vnd.oasis.opendocument.text',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odp: 'application/vnd.oasis.opendocument.presentation',
  },
  'application/x-ole': {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
  },
  'text/plain': { csv: 'text/csv', md: 'text/markdown', json: 'application/json' },
};

const matches = (hex: string, [, at, bytes]: Magic): boolean => {
  const there = hex.slice(at * 2, at * 2 + bytes.length);
  return there.length === bytes.length && [...bytes].every((sign, i) => sign === '.' || sign === there[i]);
};
const endingOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * The kind of a file. What a browser would run (HTML, SVG, XML) is called so whatever its name says.
 * @param head the first bytes, at most HEAD_BYTES of them
 */
export function sniff(head: Uint8Array, name: string): string {
  const hex = Buffer.from(head.subarray(0, 32)).toString('hex');
  const found = MAGIC.find((magic) => matches(hex, magic))?.[0] ?? textKind(head);
  const inside = INSIDE[found];
  const ending = endingOf(name);
  return inside && Object.hasOwn(inside, ending) ? inside[ending]! : found;
}

/** No control characters but those of texts: UTF-8, GB18030 and UTF-16 with its mark alike. */
function textKind(head: Uint8Array): string {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const isBinary = head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte));
  if (head.length === 0 || (isBinary && !isUtf16)) return 'application/octet-stream';
  const text = isUtf16 ? new TextDecoder('utf-16').decode(head) : Buffer.from(head).toString('latin1');
  return markupKind(text) ?? 'text/plain';
}

/** As the MIME Sniffing Standard has it: tags behind white space, comments and the XML declaration. */
function markupKind(text: string): string | undefined {
  const start = text
    .replace(/^(?:\ufeff|ï»¿)/, '')
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml';
  if (
    /^<(?:!doctype\s+html|html|head|body|script|iframe|style|a|b|p|br|div|font|h1|img|table|title|!--)[\s>/]/.test(
      start,
    )
  ) {
    return 'text/html';
  }
  return start.startsWith('<?xml') || start.startsWith('<!doctype') ? 'application/xml' : undefined;
}
