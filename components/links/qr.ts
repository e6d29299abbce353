/** A QR code as a file: SVG for print, PNG for everything else. */

/** @param rows modules, true: dark; the quiet zone is among them */
export function svgOf(rows: readonly (readonly boolean[])[]): string {
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  const side = rows.length;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side * 8}" height="${side * 8}">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" shape-rendering="crispEdges"/></svg>`
  );
}

const PIXELS = 16;

async function pngOf(rows: readonly (readonly boolean[])[]): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = rows.length * PIXELS;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  rows.forEach((row, y) =>
    row.forEach((isDark, x) => isDark && context.fillRect(x * PIXELS, y * PIXELS, PIXELS, PIXELS)),
  );
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

const rowsOf = async (text: string): Promise<boolean[][]> => {
  const { encode } = await import('uqr');
  return encode(text, { border: 3 }).data;
};

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export async function saveQr(text: string, name: string, kind: 'svg' | 'png'): Promise<void> {
  const rows = await rowsOf(text);
  const blob = kind === 'svg' ? new Blob([svgOf(rows)], { type: 'image/svg+xml' }) : await pngOf(rows);
  if (blob) save(`${name.replace(/[\\/:*?"<>|]+/g, ' ').trim() || 'qr'}.${kind}`, blob);
}

/** A sheet for a wall: title, a large code, what to do, the address. Printed from a frame of its own. */
export async function printQr(text: string, words: { readonly title: string; readonly hint: string }): Promise<void> {
  const svg = svgOf(await rowsOf(text));
  const frame = document.createElement('iframe');
  frame.title = words.title;
  frame.style.cssText = 'position:fixed;left:-10000px;width:10px;height:10px;border:0';
  document.body.append(frame);
  const sheet = frame.contentDocument!;
  sheet.title = words.title;
  const add = (tag: string, text: string, style: string): HTMLElement => {
    const element = sheet.createElement(tag);
    element.textContent = text;
    element.style.cssText = style;
    sheet.body.append(element);
    return element;
  };
  sheet.body.style.cssText = 'margin:20mm;text-align:center;font-family:system-ui,sans-serif;color:#000';
  add('h1', words.title, 'font-size:32pt;line-height:1.25;margin:0 0 12mm');
  const code = add('img', '', 'width:110mm;height:110mm') as HTMLImageElement;
  add('p', words.hint, 'font-size:16pt;margin:8mm 0 4mm');
  add('p', text, 'font-size:10pt;overflow-wrap:anywhere;color:#444');
  await new Promise((resolve) => {
    code.onload = code.onerror = resolve;
    code.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  });
  frame.contentWindow!.print();
  // Browsers that print in a dialog of their own still read the frame.
  setTimeout(() => frame.remove(), 60_000);
}
