/** The print layout of a form: what it holds unless told, and what of it follows when fields are renamed, removed or may not be seen. Pure. */
import type { FormDocument, PrintLayout } from '../kernel/documents.generated';

export type Paper = NonNullable<PrintLayout['paper']>;
/** Width and height in millimetres, upright. */
export const PAPERS: { readonly [paper in Paper]: readonly [width: number, height: number] } = {
  A4: [210, 297],
  A5: [148, 210],
  letter: [215.9, 279.4],
};
/** Space around what is printed, in millimetres; the page numbers stand in it. */
export const MARGIN = 14;

/** The paper a layout asks for, in millimetres as it lies before the reader. */
export function paperOf({ paper = 'A4', landscape = false }: Pick<PrintLayout, 'paper' | 'landscape'>) {
  const [short, long] = PAPERS[paper];
  return landscape ? { width: long, height: short } : { width: short, height: long };
}

/** What an entry of `without` leaves out. */
export type Omitted =
  | { readonly is: 'part'; readonly id: string }
  | { readonly is: 'field'; readonly field: string; readonly column?: string };

export function readOmitted(entry: string): Omitted {
  if (/^(sec|itm)_/.test(entry)) return { is: 'part', id: entry };
  const [field = '', column] = entry.split('.');
  return column === undefined ? { is: 'field', field } : { is: 'field', field, column };
}

/** The form with other entries in `without`; a list that comes out empty goes. */
export function withOmitted(
  form: FormDocument,
  change: (without: readonly string[]) => readonly string[],
): FormDocument {
  if (!form.print?.without) return form;
  const { without, ...print } = form.print;
  const left = change(without);
  return { ...form, print: left.length > 0 ? { ...print, without: [...left] } : print };
}

/** A field has another name now. */
export const renamedInPrint = (form: FormDocument, from: string, to: string): FormDocument =>
  withOmitted(form, (without) =>
    without.map((entry) =>
      entry === from ? to : entry.startsWith(`${from}.`) ? to + entry.slice(from.length) : entry,
    ),
  );

/** A field is gone, or a column of line items (`lines.column`). The same form where nothing named it. */
export function removedFromPrint(form: FormDocument, gone: string): FormDocument {
  const isGone = (entry: string): boolean => entry === gone || entry.startsWith(`${gone}.`);
  if (!form.print?.without?.some(isGone)) return form;
  return withOmitted(form, (without) => without.filter((entry) => !isGone(entry)));
}

/** Without the entries that name a field the reader may not know of. */
export const cutPrint = (form: FormDocument, isShown: (field: string, column?: string) => boolean): FormDocument =>
  withOmitted(form, (without) =>
    without.filter((entry) => {
      const omitted = readOmitted(entry);
      return omitted.is === 'part' || isShown(omitted.field, omitted.column);
    }),
  );
