/** Rows of cells → XLSX as a stream: nothing of the table stays in memory. Texts are texts: nothing in it runs. */
import { Readable } from 'node:stream';
import yazl from 'yazl';

/** A text; a number or a date as its digits (`1234.5`, `2026-01-31`, `2026-01-31 09:30:00`). */
export interface Cell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'datetime';
}
export type XlsxRow = readonly (Cell | null)[];

/** Rows of one sheet; more go on in the next (Excel's own limit). */
const MOST_ROWS = 1_048_576;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * @param head repeated as the first row of each sheet, bold and fixed
 * @param rows some at a time
 */
export function xlsxBytes(
  name: string,
  head: readonly string[],
  rows: AsyncIterable<readonly XlsxRow[]>,
): AsyncIterable<Uint8Array> {
  const zip = new yazl.ZipFile();
  const all = rows[Symbol.asyncIterator]();
  const output = zip.outputStream as Readable;
  void (async () => {
    try {
      const sheets: string[] = [];
      let pending: readonly XlsxRow[] = [];
      for (let isMore = true; isMore;) {
        const sheet = sheets.length + 1;
        sheets.push(sheetName(name, sheet));
        await new Promise<void>((resolve, reject) => {
          const write = async function* (): AsyncGenerator<string> {
            yield sheetHead(head);
            let row = 1;
            for (;;) {
              if (pending.length === 0) {
                const next = await all.next();
                if (next.done) {
                  isMore = false;
                  break;
                }
                pending = next.value;
              }
              const some = pending.slice(0, MOST_ROWS - row);
              pending = pending.slice(some.length);
              if (some.length === 0) break;
              let text = '';
              for (const cells of some) text += rowXml((row += 1), cells);
              yield text;
              if (row >= MOST_ROWS) break;
            }
            yield '</sheetData></worksheet>';
          };
          const stream = Readable.from(write(), { objectMode: true });
          const bytes = Readable.from(encoded(stream));
          stream.on('error', reject);
          bytes.on('error', reject).on('end', resolve);
          zip.addReadStream(bytes, `xl/worksheets/sheet${sheet}.xml`);
        });
      }
      for (const [path, content] of partsOf(sheets)) zip.addBuffer(Buffer.from(content), path);
      zip.end();
    } catch (error) {
      output.destroy(error as Error);
    }
  })();
  return output as AsyncIterable<Uint8Array>;
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text, 'utf8');
}

/** Excel takes 31 letters, and not these. */
const sheetName = (name: string, sheet: number): string =>
  (name.replace(/[[\]:*?/\\']/g, ' ').trim() || 'Sheet').slice(0, 26) + (sheet > 1 ? ` ${sheet}` : '');

const sheetHead = (head: readonly string[]): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData><row r="1">${head
    .map((text, i) => textXml(`${letters(i)}1`, text, ' s="3"'))
    .join('')}</row>`;

function rowXml(row: number, cells: XlsxRow): string {
  let xml = `<row r="${row}">`;
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (cell) xml += cellXml(letters(i) + row, cell);
  }
  return `${xml}</row>`;
}

function cellXml(at: string, { text, kind }: Cell): string {
  // Excel keeps 15 digits; a longer number stays a text rather than change.
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15) {
    return `<c r="${at}"><v>${text}</v></c>`;
  }
  const serial = kind === 'date' || kind === 'datetime' ? serialOf(text) : undefined;
  if (serial !== undefined) return `<c r="${at}" s="${kind === 'date' ? 1 : 2}"><v>${serial}</v></c>`;
  return textXml(at, text, '');
}

const textXml = (at: string, text: string, style: string): string =>
  `<c r="${at}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** Days since 1899-12-30; undefined before March 1900, where Excel is a day off. */
function serialOf(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const serial = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`) / 86_400_000 + 25_569;
  return serial >= 61 ? serial : undefined;
}

const SPECIAL =
  /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: { readonly [letter: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold is written `_xHHHH_`, as Excel does; a text that looks so already too. */
const escaped = (text: string): string =>
  text.replace(SPECIAL, (found) => {
    if (found.length > 1) return `_x005F${found}`;
    return ENTITIES[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });

const known: string[] = [];
function letters(index: number): string {
  let name = known[index];
  if (name === undefined) {
    const rest = Math.floor(index / 26);
    name = (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
    known[index] = name;
  }
  return name;
}

const partsOf = (sheets: readonly string[]): [path: string, content: string][] => [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets
      .map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
      .join('')}</Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets
      .map(
        (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdStyles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" xfId="0" applyNumberFormat="1"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  ],
];
