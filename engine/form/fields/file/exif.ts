/** When a photo was taken, as its camera wrote it into the file (Exif 3.0, JEITA CP-3451). */

const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const EXIF_IFD = 0x8769;
/** The segment stands at the beginning; a camera's own thumbnail behind it is not needed. */
export const EXIF_BYTES = 65_536;

/**
 * `2026-11-22T09:30:05+08:00`, or without an offset where the camera wrote none; undefined without Exif or for nonsense.
 * @param bytes the beginning of a JPEG, EXIF_BYTES at most are looked at
 */
export function takenAt(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, EXIF_BYTES));
  const start = exifStart(view);
  if (start === undefined) return undefined;
  try {
    const isLittle = view.getUint16(start) === 0x4949;
    const tags = readTags(view, start + view.getUint32(start + 4, isLittle), isLittle);
    const inner = tags.get(EXIF_IFD);
    if (inner === undefined) return undefined;
    const exif = readTags(view, start + view.getUint32(inner, isLittle), isLittle);
    const text = (tag: number, length: number): string => {
      const at = exif.get(tag);
      if (at === undefined) return '';
      const from = start + view.getUint32(at, isLittle);
      return String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(from + i)));
    };
    return isoOf(text(DATE_TIME_ORIGINAL, 19), text(OFFSET_TIME_ORIGINAL, 6));
  } catch {
    // An offset out of the file: RangeError of the view.
    return undefined;
  }
}

function isoOf(text: string, offset: string): string | undefined {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (Number.isNaN(Date.parse(`${iso}Z`))) return undefined;
  return /^[+-]\d\d:\d\d$/.test(offset) ? iso + offset : iso;
}

/** Where the TIFF header of the Exif segment begins. */
function exifStart(view: DataView): number | undefined {
  if (view.byteLength < 12 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 10 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) return at + 10;
    if (marker === 0xda) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Tag → where its value (or the offset of it) stands. */
function readTags(view: DataView, at: number, isLittle: boolean): Map<number, number> {
  const count = Math.min(view.getUint16(at, isLittle), 200);
  const tags = new Map<number, number>();
  for (let i = 0; i < count; i += 1) {
    const entry = at + 2 + i * 12;
    tags.set(view.getUint16(entry, isLittle), entry + 8);
  }
  return tags;
}
