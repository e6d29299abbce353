/**
 * The generated entity that every form engine of tests/bench/forms.ts draws: eight kinds of fields, every fifth required;
 * or twenty fields and a table of rows by eight columns, filled. The case stands in the address: `#fields=500`,
 * `#fields=20&rows=200`.
 */
export type Kind = 'text' | 'number' | 'choice' | 'date' | 'yes_no';
export interface BenchField {
  readonly name: string;
  readonly label: string;
  readonly kind: Kind;
  readonly isRequired: boolean;
}
export type Row = { readonly [column: string]: string | number | boolean };

const KINDS: readonly Kind[] = ['text', 'number', 'text', 'date', 'text', 'choice', 'number', 'yes_no'];
export const CHOICES = ['north', 'south', 'east', 'west'];

/** `f0`, `f8`, `f16` … are texts. */
export const fieldsOf = (count: number): readonly BenchField[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `f${i}`,
    label: `Field ${i}`,
    kind: KINDS[i % KINDS.length]!,
    isRequired: i % 5 === 0,
  }));

/** Eight columns; `c0` is a text, `c1` a quantity, `c6` a price. */
export const COLUMNS: readonly BenchField[] = KINDS.map((kind, i) => ({
  name: `c${i}`,
  label: `Column ${i}`,
  kind,
  isRequired: i === 0,
}));

const VALUES: { readonly [kind in Kind]: (row: number) => string | number | boolean } = {
  text: (row) => `Text ${row}`,
  number: (row) => (row % 90) + 1,
  choice: (row) => CHOICES[row % CHOICES.length]!,
  date: (row) => `2026-03-${String((row % 28) + 1).padStart(2, '0')}`,
  yes_no: (row) => row % 2 === 0,
};
export const rowsOf = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(COLUMNS.map(({ name, kind }) => [name, VALUES[kind](row)])),
  );

export interface BenchCase {
  readonly fields: readonly BenchField[];
  readonly rows: readonly Row[];
}
export function readCase(): BenchCase {
  const search = new URLSearchParams(window.location.hash.slice(1));
  return { fields: fieldsOf(Number(search.get('fields') ?? 100)), rows: rowsOf(Number(search.get('rows') ?? 0)) };
}

/** The same as JSON Schema, for the engines that draw one. */
export function schemaOf({ fields, rows }: BenchCase): object {
  const property = ({ label, kind }: BenchField): object =>
    ({
      text: { type: 'string', title: label, maxLength: 80 },
      number: { type: 'number', title: label, minimum: 0 },
      choice: { type: 'string', title: label, enum: CHOICES },
      date: { type: 'string', format: 'date', title: label },
      yes_no: { type: 'boolean', title: label },
    })[kind];
  const object = (all: readonly BenchField[]): { properties: { [name: string]: object }; required: string[] } => ({
    properties: Object.fromEntries(all.map((field) => [field.name, property(field)])),
    required: all.filter(({ isRequired }) => isRequired).map(({ name }) => name),
  });
  const head = object(fields);
  if (rows.length > 0) {
    head.properties.lines = { type: 'array', title: 'Lines', items: { type: 'object', ...object(COLUMNS) } };
  }
  return { type: 'object', ...head };
}

declare global {
  interface Window {
    /** What the form holds now: the bench asks whether what it typed has arrived. */
    __get?: () => unknown;
  }
}
/** Tells the bench that two frames have been drawn. */
export function ready(get: () => unknown): void {
  window.__get = get;
  requestAnimationFrame(() => requestAnimationFrame(() => document.body.setAttribute('data-ready', '')));
}
