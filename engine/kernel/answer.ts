import type { Aggregate } from './contract';
import type { Json } from './json';
import type { FieldModel, ValueKind } from './model';
import type { Locale, Text } from './text';

/** The answer to a question. Numbers that must be exact are decimal strings. */
export interface Answer {
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly { readonly [column: string]: Json }[];
}
export interface AnswerColumn {
  /** d0, d1 … for dimensions, m0, m1 … for measures, the path itself for plain columns. */
  readonly name: string;
  readonly label: Text;
  readonly role: 'dimension' | 'measure' | 'column';
  readonly kind: ValueKind;
  readonly grain?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** How a measure was computed: an empty month counts 0, but has no average. */
  readonly agg?: Aggregate;
  /** The field it comes from, for formatting (choice labels, money …). */
  readonly field?: Pick<FieldModel, 'type' | 'options'> & {
    readonly path: string;
    /** How its type writes a number; put there by whoever draws the answer (it is no JSON). */
    readonly format?: (value: string, locale: Locale) => string;
  };
}
