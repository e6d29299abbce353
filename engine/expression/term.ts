import type { ExpressionFunction } from '../kernel/contract';
import type { FieldModel, ValueKind } from '../kernel/model';

/**
 * A checked expression: what the syntax tree of the parser becomes once names are resolved and kinds are known.
 * Both back ends (javascript.ts, to-sql.ts) walk this tree and nothing else, so they cannot read an expression
 * differently.
 */
export type Term =
  | Literal
  | FieldTerm
  | (Typed & { readonly op: 'given'; readonly name: GivenName })
  | (Typed & { readonly op: 'variable'; readonly name: string })
  | (Typed & { readonly op: 'not' | 'negate'; readonly of: Term })
  | (Typed & { readonly op: 'and' | 'or'; readonly items: readonly Term[] })
  | (Typed & { readonly op: 'arithmetic'; readonly operator: Arithmetic; readonly left: Term; readonly right: Term })
  | (Typed & { readonly op: 'concat'; readonly left: Term; readonly right: Term })
  | (Typed & { readonly op: 'equal'; readonly isNegated: boolean; readonly left: Term; readonly right: Term })
  | (Typed & { readonly op: 'compare'; readonly operator: Comparison; readonly left: Term; readonly right: Term })
  | (Typed & { readonly op: 'if'; readonly test: Term; readonly then: Term; readonly otherwise: Term })
  | (Typed & { readonly op: 'call'; readonly fn: ExpressionFunction; readonly args: readonly Term[] })
  | (Typed & { readonly op: 'member'; readonly needle: Term; readonly list: Term })
  | ListTerm
  | (Typed & { readonly op: 'exists' | 'all'; readonly rows: Rows; readonly test: Term });

/** The terms of an operation. */
export type TermOf<Op extends Term['op'], T = Term> = T extends { readonly op: infer O }
  ? Op extends O
    ? T
    : never
  : never;

export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type Comparison = '<' | '<=' | '>' | '>=';
export type GivenName = 'today' | 'now' | 'timeZone' | MeName;
export type MeName = 'me' | 'me.name' | 'me.email' | 'me.department' | 'me.roles';

export interface Typed {
  /** `null` is the kind of the word null alone. Of a list: the kind of its items. */
  readonly kind: ValueKind | 'null';
  /** Entity a record belongs to. */
  readonly target?: string | undefined;
  readonly isList?: true;
}
/** `value` as in JSON: decimals and dates as text. */
export interface Literal extends Typed {
  readonly op: 'literal';
  readonly value: string | boolean | null;
}
export interface FieldTerm extends Typed {
  readonly op: 'field';
  /** From the record, from a record of the scope by its name, or from the row of an enclosing `map`, `filter`, `exists`, `all`. */
  readonly of: 'record' | RecordName | RowName;
  /** Present names, joined by dots. */
  readonly path: string;
  readonly field: FieldModel;
}
/** A record that the scope gives a name: `parent`. */
export interface RecordName {
  readonly record: string;
}
/** Rows of line items: `depth` tells nested rows apart. */
export interface RowName {
  readonly depth: number;
}
export interface Rows extends RowName {
  readonly path: string;
  readonly field: FieldModel;
  readonly where: readonly Term[];
}
export type ListTerm =
  | (Typed & { readonly op: 'rows'; readonly rows: Rows; readonly value: Term })
  | (Typed & { readonly op: 'items'; readonly items: readonly Term[] })
  /** The items of a field that holds many texts or ids. */
  | (Typed & { readonly op: 'each'; readonly of: Term });

export const isListTerm = (term: Term): term is ListTerm => term.isList === true;

/** A list, or a field that holds many. */
export function asList(term: Term): Term | undefined {
  if (isListTerm(term)) return term;
  if (term.kind === 'textList') return { op: 'each', kind: 'text', isList: true, of: term };
  return term.kind === 'idList' ? { op: 'each', kind: 'record', isList: true, of: term } : undefined;
}
