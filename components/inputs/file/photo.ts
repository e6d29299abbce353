'use client';
/** Photos made ready to be sent: scaled down, stamped, as JPEG. All of it in the browser; a phone's 5 MB become 300 KB. */
import { EXIF_BYTES, takenAt } from '@/engine/form/fields/file/exif';

const QUALITY = 0.82;
export const DEFAULT_LONGEST = 1600;

export interface ReadyPhoto {
  readonly file: File;
  /** When it was taken, as far as that is known. */
  readonly taken: string | undefined;
}
type Source = HTMLVideoElement | ImageBitmap;
const sizeOf = (source: Source): readonly [number, number] =>
  'videoWidth' in source ? [source.videoWidth, source.videoHeight] : [source.width, source.height];

/**
 * Draws a picture (or the present frame of a camera) onto a canvas no longer than `longest`.
 * @param stamp lines written at the bottom; none: no stamp
 */
export function drawPhoto(source: Source, longest: number, stamp: readonly string[]): HTMLCanvasElement {
  const [width, height] = sizeOf(source);
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext('2d')!;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  if (stamp.length > 0) writeStamp(pen, canvas, stamp);
  return canvas;
}

/** At most a fifth of the height: what is above it is what the server compares with other photos. */
function writeStamp(
  pen: CanvasRenderingContext2D,
  { width, height }: HTMLCanvasElement,
  lines: readonly string[],
): void {
  const size = Math.max(
    10,
    Math.min(Math.round(width / 28), Math.floor((height * 0.19) / (lines.length * 1.35 + 0.6))),
  );
  const step = size * 1.35;
  const top = height - lines.length * step - size * 0.6;
  pen.fillStyle = 'rgba(0, 0, 0, 0.55)';
  pen.fillRect(0, top, width, height - top);
  pen.fillStyle = 'white';
  pen.textBaseline = 'top';
  pen.font = `${size}px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif`;
  lines.forEach((line, i) => pen.fillText(line, size * 0.6, top + size * 0.4 + i * step, width - size * 1.2));
}

export const jpegOf = (canvas: HTMLCanvasElement, name: string): Promise<File> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(new File([blob], name, { type: 'image/jpeg' })) : reject(new Error('no image'))),
      'image/jpeg',
      QUALITY,
    );
  });

/**
 * A picture that was chosen, made smaller where that pays. What the browser cannot draw (HEIC in Chrome, a PDF) is sent
 * as it is; so is a picture that would not become smaller.
 */
export async function shrinkPhoto(file: File, longest: number): Promise<ReadyPhoto> {
  const head = new Uint8Array(await file.slice(0, EXIF_BYTES).arrayBuffer());
  const taken = takenAt(head);
  if (!/^image\/(jpeg|png|webp|heic|heif|avif|bmp)$/.test(file.type)) return { file, taken };
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const small = await jpegOf(drawPhoto(bitmap, longest, []), file.name.replace(/\.\w{1,5}$/, '') + '.jpg');
    bitmap.close();
    return { file: small.size < file.size ? small : file, taken };
  } catch {
    return { file, taken };
  }
}

/** How far the clock of this device is from the server's, in milliseconds; 0 while there is no network. */
export async function clockOffset(): Promise<number> {
  try {
    const before = Date.now();
    const answer = await fetch('/api/health', { method: 'HEAD', cache: 'no-store' });
    const server = Date.parse(answer.headers.get('date') ?? '');
    // The header counts whole seconds.
    return Number.isNaN(server) ? 0 : server + 500 - (before + Date.now()) / 2;
  } catch {
    return 0;
  }
}
