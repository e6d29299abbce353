/** Pictures from a device, made small enough to lie in a document. */

/** Longest side in pixels and quality, tried one after the other until the picture fits. */
const TRIES: readonly (readonly [side: number, quality: number])[] = [
  [1600, 0.85],
  [1200, 0.8],
  [1000, 0.7],
  [800, 0.6],
  [500, 0.5],
];
const KINDS = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/**
 * A picture as a data: URL of at most `limit` characters. One that fits already stays as it is (a small GIF goes on moving);
 * others are drawn anew as WebP (JPEG where the browser cannot), which also leaves out place and camera.
 * @throws where it is no picture, or none of the tries fits
 */
export async function shrink(file: Blob, limit: number): Promise<string> {
  if (KINDS.includes(file.type) && file.size * 1.4 + 100 < Math.min(limit, 60_000) && file.type !== 'image/jpeg') {
    return urlOf(file);
  }
  const bitmap = await createImageBitmap(file);
  try {
    for (const [side, quality] of TRIES) {
      const url = await urlOf(await drawn(bitmap, side, quality));
      if (url.length <= limit) return url;
    }
  } finally {
    bitmap.close();
  }
  throw new Error('The picture does not fit.');
}

function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/webp', quality),
  );
}

const urlOf = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('not read'));
    reader.readAsDataURL(blob);
  });
