/**
 * Reads codes from a video: by the browser's own BarcodeDetector where it has one (Chrome on Android, macOS, ChromeOS),
 * else by ZXing (@zxing/library, Apache-2.0; only its readers, 50 KB gzipped, loaded when somebody scans). No WebAssembly,
 * for the content security policy allows none.
 */
import type { Wanted } from '@/engine/form/fields/barcode/encode';

export type ReadCode = (video: HTMLVideoElement) => Promise<string | undefined>;

/** The Barcode Detection API (WICG shape-detection). */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}
const FORMATS: { readonly [W in Wanted]: readonly string[] } = {
  any: ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39', 'itf', 'qr_code', 'data_matrix'],
  ean13: ['ean_13', 'upc_a'],
  ean8: ['ean_8'],
  upca: ['upc_a', 'ean_13'],
  code128: ['code_128'],
  qr: ['qr_code'],
};

export async function codeReader(wanted: Wanted): Promise<ReadCode> {
  return (await builtIn(wanted)) ?? (await zxing(wanted));
}

async function builtIn(wanted: Wanted): Promise<ReadCode | undefined> {
  const found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!found) return undefined;
  const known = await found.getSupportedFormats().catch((): readonly string[] => []);
  const formats = FORMATS[wanted].filter((format) => known.includes(format));
  if (formats.length === 0) return undefined;
  const detector = new found({ formats });
  return async (video) => (await detector.detect(video))[0]?.rawValue;
}

/** So many points across are enough to tell the bars of a code that fills half the picture. */
const ACROSS = 800;

async function zxing(wanted: Wanted): Promise<ReadCode> {
  const core = await import('@/engine/form/fields/barcode/zxing');
  const readers = core.readersFor(wanted);
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  let isTurned = false;
  return (video) => {
    if (video.videoWidth === 0) return Promise.resolve(undefined);
    const scale = Math.min(1, ACROSS / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    // Bars are read from left to right: every other look is at the picture turned.
    isTurned = !isTurned;
    [canvas.width, canvas.height] = isTurned ? [height, width] : [width, height];
    pen.setTransform(isTurned ? new DOMMatrix([0, 1, -1, 0, height, 0]) : new DOMMatrix());
    pen.drawImage(video, 0, 0, width, height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return Promise.resolve(core.readGray(readers, core.grayOf(data), canvas.width, canvas.height));
  };
}
