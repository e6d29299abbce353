/**
 * What tests want to know of a PDF as Chromium writes it (Skia: no object streams, one Flate filter): pages, embedded
 * fonts, and the text a reader would copy, by way of each font's ToUnicode map (ISO 32000-1, 9.10.3).
 */
import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  readonly pages: number;
  /** Width and height of the first page, in points. */
  readonly size: readonly [number, number];
  /** Kinds of fonts, and whether each brings its outlines along. */
  readonly fonts: readonly { readonly type: string; readonly isEmbedded: boolean }[];
  readonly text: string;
}

/** Objects by number: the dictionary as text, and the stream behind it. */
function objectsOf(bytes: Buffer): ReadonlyMap<string, { readonly head: string; readonly stream: Buffer | undefined }> {
  const raw = bytes.toString('latin1');
  const objects = new Map<string, { head: string; stream: Buffer | undefined }>();
  for (const found of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = found.index + found[0].length;
    const end = raw.indexOf('endobj', start);
    const at = raw.indexOf('stream\n', start);
    const head = raw.slice(start, at > 0 && at < end ? at : end);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const body = at > 0 && at < end ? bytes.subarray(at + 7, at + 7 + length) : undefined;
    objects.set(found[1]!, { head, stream: body && (head.includes('/FlateDecode') ? inflateSync(body) : body) });
  }
  return objects;
}

/** `<0012> <9752>` pairs and ranges of a ToUnicode map. */
function unicodeOf(map: string): ReadonlyMap<number, string> {
  const codes = new Map<number, string>();
  const text = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, part] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, code, to] of part!.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g)) {
      codes.set(parseInt(code!, 16), text(to!));
    }
  }
  for (const [, part] of map.matchAll(/beginbfrange([^]*?)endbfrange/g)) {
    for (const [, from, till, to] of part!.matchAll(/<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>/g)) {
      const [first, last, start] = [from, till, to].map((hex) => parseInt(hex!, 16)) as [number, number, number];
      for (let code = first; code <= last; code += 1) codes.set(code, String.fromCharCode(start + code - first));
    }
  }
  return codes;
}

/** @param bytes a PDF made by Chromium */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes));
  const all = [...objects.values()];
  const headOf = (ref: string | undefined): string => objects.get(ref ?? '')?.head ?? '';
  const pages = all.filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head));
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pages[0]?.head ?? '');
  const fonts = [...objects].filter(
    ([, { head }]) => /\/Type \/Font\b(?!Desc)/.test(head) && head.includes('/ToUnicode'),
  );
  const maps = new Map(
    fonts.map(([id, { head }]) => {
      const map = objects.get(/\/ToUnicode (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream?.toString('latin1') ?? '';
      return [id, { codes: unicodeOf(map), bytes: head.includes('/Type0') ? 2 : 1 }];
    }),
  );
  return {
    pages: pages.length,
    size: [Number(box?.[1]), Number(box?.[2])],
    fonts: fonts.map(([, { head }]) => {
      const type = /\/Subtype \/(\w+)/.exec(head)?.[1] ?? '';
      const below = headOf(/\/DescendantFonts \[(\d+) 0 R\]/.exec(head)?.[1]);
      const descriptor = headOf(/\/FontDescriptor (\d+) 0 R/.exec(below || head)?.[1]);
      return { type, isEmbedded: type === 'Type3' || /\/FontFile\d?/.test(descriptor) };
    }),
    text: pages.map(({ head }) => textOf(head, objects, maps)).join('\n'),
  };
}

type FontMap = { readonly codes: ReadonlyMap<number, string>; readonly bytes: number };
type Maps = ReadonlyMap<string, FontMap>;

/** The shown strings of one page, in the order of its content. */
function textOf(page: string, objects: ReturnType<typeof objectsOf>, maps: Maps): string {
  const head = (ref: RegExp): ReturnType<typeof objects.get> => objects.get(ref.exec(page)?.[1] ?? '');
  const scope = head(/\/Resources (\d+) 0 R/)?.head ?? page;
  const named = new Map([...scope.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((found) => [found[1], found[2]!]));
  const content = head(/\/Contents (\d+) 0 R/)?.stream?.toString('latin1') ?? '';
  let font: FontMap | undefined;
  let text = '';
  for (const [, name, hex, literal] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(((?:[^()\\]|\\[^])*)\)/g,
  )) {
    if (name) font = maps.get(named.get(name) ?? '');
    else if (font) text += shown(font, hex ? Buffer.from(hex, 'hex') : Buffer.from(unescaped(literal ?? ''), 'latin1'));
  }
  return text;
}

function shown({ codes, bytes }: FontMap, string: Buffer): string {
  let text = '';
  for (let at = 0; at + bytes <= string.length; at += bytes) text += codes.get(string.readUIntBE(at, bytes)) ?? '';
  return text;
}

const unescaped = (literal: string): string =>
  literal.replace(/\\([0-7]{1,3}|[^])/g, (_, code: string) =>
    /^[0-7]/.test(code)
      ? String.fromCharCode(parseInt(code, 8))
      : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[code] ?? code),
  );
