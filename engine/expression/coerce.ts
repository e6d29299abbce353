/** Which kinds go together. A text written in quotes may stand for a date, an instant or the id of a record. */
import { isUuid } from '../kernel/ids';
import type { Term } from './term';
import { isDateText, parseInstant } from './values';

const STANDS_FOR: { readonly [kind: string]: (text: string) => boolean } = {
  date: isDateText,
  datetime: (text) => parseInstant(text) !== undefined,
  record: isUuid,
};

/** The term as a value of `kind`; undefined when it is of another. The word null is of every kind. */
export function coerce(term: Term, kind: Term['kind']): Term | undefined {
  if (term.kind === kind) return term;
  if (term.op !== 'literal') return undefined;
  if (term.value === null) return { op: 'literal', kind, value: null };
  if (typeof term.value === 'string' && term.kind === 'text' && STANDS_FOR[kind]?.(term.value)) {
    return { op: 'literal', kind, value: term.value };
  }
  return undefined;
}

/** The terms as values of one kind: that of the first which is not a literal, else of the first that is not null. */
export function unify(terms: readonly Term[]): readonly Term[] | undefined {
  const leader =
    terms.find((term) => term.op !== 'literal' && term.kind !== 'null') ?? terms.find((term) => term.kind !== 'null');
  if (!leader) return terms;
  const unified = terms.map((term) => coerce(term, leader.kind));
  if (!unified.every((term) => term !== undefined)) return undefined;
  const targets = new Set(terms.map(({ target }) => target).filter((target) => target !== undefined));
  return targets.size > 1 ? undefined : (unified as readonly Term[]);
}
