/** The readers of ZXing that field formats need. Imported only where a code is scanned without the browser's help. */
import BarcodeFormat from '@zxing/library/esm/core/BarcodeFormat';
import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap';
import DecodeHintType from '@zxing/library/esm/core/DecodeHintType';
import type Reader from '@zxing/library/esm/core/Reader';
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource';
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer';
import DataMatrixReader from '@zxing/library/esm/core/datamatrix/DataMatrixReader';
import MultiFormatOneDReader from '@zxing/library/esm/core/oned/MultiFormatOneDReader';
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader';
import type { Wanted } from './encode';

const { EAN_13, EAN_8, UPC_A, CODE_128, CODE_39, ITF } = BarcodeFormat;
const BARS: { readonly [W in Wanted]: readonly BarcodeFormat[] } = {
  any: [EAN_13, EAN_8, UPC_A, CODE_128, CODE_39, ITF],
  ean13: [EAN_13, UPC_A],
  ean8: [EAN_8],
  upca: [UPC_A, EAN_13],
  code128: [CODE_128],
  qr: [],
};

export function readersFor(wanted: Wanted): readonly Reader[] {
  const bars = BARS[wanted];
  const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.POSSIBLE_FORMATS, bars]]);
  return [
    ...(bars.length > 0 ? [new MultiFormatOneDReader(hints)] : []),
    ...(wanted === 'qr' || wanted === 'any' ? [new QRCodeReader()] : []),
    ...(wanted === 'any' ? [new DataMatrixReader()] : []),
  ];
}

/** RGBA → brightness. */
export function grayOf(rgba: Uint8ClampedArray): Uint8ClampedArray {
  const gray = new Uint8ClampedArray(rgba.length / 4);
  for (let i = 0; i < gray.length; i += 1) {
    gray[i] = (rgba[i * 4]! + 2 * rgba[i * 4 + 1]! + rgba[i * 4 + 2]!) >> 2;
  }
  return gray;
}

/** The code in a picture, or undefined: ZXing throws where there is none. */
export function readGray(
  readers: readonly Reader[],
  gray: Uint8ClampedArray,
  width: number,
  height: number,
): string | undefined {
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(gray, width, height)));
  for (const reader of readers) {
    try {
      return reader.decode(bitmap).getText();
    } catch {
      reader.reset();
    }
  }
  return undefined;
}
