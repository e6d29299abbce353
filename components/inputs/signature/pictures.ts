/** Signatures as PNG files: dark ink on white, twice as sharp as drawn. */
import { strokePath, type Ink } from '@/engine/form/fields/signature/ink';

const SCALE = 2;

export function pictureOf(ink: Ink, width: number, height: number): Promise<File> {
  const { canvas, pen } = sheet(width, height);
  pen.strokeStyle = '#10204a';
  pen.lineWidth = 2.4;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const stroke of ink) pen.stroke(new Path2D(strokePath(stroke)));
  return pngOf(canvas);
}

export function typedPicture(name: string): Promise<File> {
  const { canvas, pen } = sheet(420, 120);
  pen.fillStyle = '#10204a';
  pen.textBaseline = 'middle';
  pen.font = '40px "Segoe Script", "Brush Script MT", "STKaiti", "KaiTi", "Noto Serif SC", cursive';
  pen.fillText(name, 20, 60, 380);
  return pngOf(canvas);
}

function sheet(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const pen = canvas.getContext('2d')!;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}

const pngOf = (canvas: HTMLCanvasElement): Promise<File> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob ? resolve(new File([blob], 'signature.png', { type: 'image/png' })) : reject(new Error('no image')),
      'image/png',
    );
  });
