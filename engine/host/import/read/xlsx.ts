/**
 * XLSX as a stream: the parts of the archive one after the other, the sheet cell by cell. Memory does not grow with the
 * number of rows; shared strings go to disk when they are many (strings.ts).
 */
import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { problem, Refusal } from '../../../kernel/problems';
import { columnIndex, isDateFormat, plainNumber, serialText, unescaped } from './cells';
import type { Line } from '../../../kernel/csv';
import type { Source, Table, TableOptions } from './index';
import { SharedStrings } from './strings';

/** Unpacked bytes of all parts together; an archive that unpacks to more is not a table somebody made. */
const MOST_UNPACKED = 16 * 1024 ** 3;
const MOST_COLUMNS = 16_384;

type Attributes = { readonly [name: string]: string };
interface Handlers {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}
interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly system: 1900 | 1904;
  readonly isDate: readonly boolean[];
  readonly strings: SharedStrings;
}

export async function openWorkbook(source: Source, options: TableOptions): Promise<Table> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trellis-xlsx-'));
  let archive: Archive | undefined;
  const close = async (): Promise<void> => {
    archive?.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const file = path.join(folder, 'book.xlsx');
    await pipeline(Readable.from(source.stream()), fs.createWriteStream(file, { mode: 0o600 }));
    archive = await Archive.open(file);
    const book = await readBook(archive, path.join(folder, 'strings'));
    const { sheets } = book;
    const chosen = options.sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === options.sheet);
    if (!chosen) throw new Refusal(problem('import.noSheet', ['sheet'], { sheet: options.sheet ?? '' }));
    const opened = archive;
    return {
      format: 'xlsx',
      encoding: 'xlsx',
      delimiter: undefined,
      sheets: sheets.map(({ name }) => name),
      rows: () => sheetLines(opened, book, chosen.part),
      async close() {
        book.strings.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error instanceof Refusal ? error : new Refusal(problem('import.unreadable'));
  }
}

class Archive {
  readonly #zip: yauzl.ZipFile;
  readonly #entries: ReadonlyMap<string, yauzl.Entry>;
  private constructor(zip: yauzl.ZipFile, entries: ReadonlyMap<string, yauzl.Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(file: string): Promise<Archive> {
    const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
      yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, opened) =>
        opened ? resolve(opened) : reject(error),
      ),
    );
    const entries = new Map<string, yauzl.Entry>();
    let size = 0;
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: yauzl.Entry) => {
        size += entry.uncompressedSize;
        if (size > MOST_UNPACKED) return reject(new Refusal(problem('import.tooLarge', [], { limit: '16 GB' })));
        entries.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
        zip.readEntry();
      });
      zip.on('end', resolve).on('error', reject);
      zip.readEntry();
    });
    return new Archive(zip, entries);
  }

  /** Feeds a part to the handlers piece by piece; yields after each piece. An absent part is empty. */
  async *parse(part: string, handlers: Handlers): AsyncGenerator<void> {
    const entry = this.#entries.get(part.toLowerCase());
    if (!entry) return;
    const parser = new SaxesParser({ position: false });
    // Some writers give every element a prefix.
    const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
    const { open, text, close } = handlers;
    if (open) parser.on('opentag', (tag) => open(bare(tag.name), tag.attributes as Attributes));
    if (text) parser.on('text', text);
    if (close) parser.on('closetag', (tag) => close(bare(tag.name)));
    parser.on('error', (error) => {
      throw error;
    });
    const decoder = new TextDecoder('utf-8');
    const stream = await new Promise<Readable>((resolve, reject) =>
      this.#zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error))),
    );
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Uint8Array, { stream: true }));
      yield;
    }
    parser.close();
  }

  async all(part: string, handlers: Handlers): Promise<void> {
    for await (const _ of this.parse(part, handlers));
  }

  close(): void {
    this.#zip.close();
  }
}

async function readBook(archive: Archive, stringsPath: string): Promise<Workbook> {
  const targets = new Map<string, string>();
  await archive.all('xl/_rels/workbook.xml.rels', {
    open(name, { Id: id, Target: target }) {
      if (name === 'Relationship' && id && target) targets.set(id, partName(target));
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let system: 1900 | 1904 = 1900;
  await archive.all('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) system = 1904;
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      const part = targets.get(relation) ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
      // Charts and macros are sheets too, but no tables.
      if (part.includes('worksheets/')) sheets.push({ name: attributes.name ?? '', part });
    },
  });
  if (sheets.length === 0) throw new Refusal(problem('import.unreadable'));
  return { sheets, system, isDate: await readStyles(archive), strings: await readStrings(archive, stringsPath) };
}

const partName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

/** For each style of a cell whether it shows a date. */
async function readStyles(archive: Archive): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const isDate: boolean[] = [];
  let isCells = false;
  await archive.all('xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') isCells = true;
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'xf' && isCells) isDate.push(isDateFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return isDate;
}

async function readStrings(archive: Archive, file: string): Promise<SharedStrings> {
  const strings = new SharedStrings(file);
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await archive.all('xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.add(unescaped(text));
    },
  });
  strings.seal();
  return strings;
}

async function* sheetLines(archive: Archive, book: Workbook, part: string): AsyncGenerator<readonly Line[]> {
  let lines: Line[] = [];
  let cells: string[] = [];
  let number = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let isValue = false;
  let isFilled = false;
  const handlers: Handlers = {
    open(name, attributes) {
      if (name === 'row') {
        const told = Number(attributes.r);
        number = told > number ? told : number + 1;
        cells = [];
        column = -1;
        isFilled = false;
      } else if (name === 'c') {
        column = attributes.r ? columnIndex(attributes.r) : column + 1;
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = '';
      }
      // Formulas (`f`) are not values; `t` stands in inline strings.
      isValue = name === 'v' || name === 't';
    },
    text(piece) {
      if (isValue) value += piece;
    },
    close(name) {
      isValue = false;
      if (name === 'c' && value !== '' && column >= 0 && column < MOST_COLUMNS) {
        while (cells.length < column) cells.push('');
        cells[column] = cellText(book, type, style, value);
        isFilled = true;
      } else if (name === 'row' && isFilled) lines.push({ number, cells });
    },
  };
  try {
    for await (const _ of archive.parse(part, handlers)) {
      if (lines.length === 0) continue;
      yield lines;
      lines = [];
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(problem('import.unreadable'));
  }
  if (lines.length > 0) yield lines;
}

/** A cell as a person would type it. Excel knows no time zone: its dates are wall clocks. */
function cellText(book: Workbook, type: string, style: number, value: string): string {
  if (type === 's') return book.strings.at(Number(value));
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'd') return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' ');
  if (type !== 'n') return unescaped(value);
  return book.isDate[style] ? serialText(Number(value), book.system) : plainNumber(value);
}
