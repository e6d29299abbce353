/** Pass 1: takes the values out of a question, so that questions which differ only in values share one statement. */
import { isObject } from '../kernel/json';
import { refuse } from '../kernel/problems';

/** Where a value stood: `v` any value, `d` a day (`YYYY-MM-DD`), `l` a list, `o` an object. `null` stays. */
export type Lifted = { readonly $: 'v' | 'd' | 'l' | 'o'; readonly input: number } | null;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** More conditions than a person makes; thousands would keep the database planning for seconds. */
const MOST_CONDITIONS = 200;

export class Inputs {
  readonly values: unknown[] = [];
  private conditions = 0;

  /** Refuses a question with more conditions than are answered. */
  count(): void {
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS) refuse('query.conditions', [], { limit: MOST_CONDITIONS });
  }

  /** A value that is no part of a filter. */
  push(value: unknown): number {
    return this.values.push(value) - 1;
  }

  /** The class of a value is part of the shape, because SQL differs by it; the value itself is not. */
  lift(value: unknown): Lifted {
    if (value === null || value === undefined) return null;
    const $ = Array.isArray(value)
      ? 'l'
      : isObject(value)
        ? 'o'
        : typeof value === 'string' && DAY.test(value)
          ? 'd'
          : 'v';
    return { $, input: this.values.push(value) - 1 };
  }
}

export type LiftedFilter =
  | { readonly all: readonly LiftedFilter[] }
  | { readonly any: readonly LiftedFilter[] }
  | { readonly not: LiftedFilter }
  | { readonly field: string; readonly op: string; readonly value: Lifted; readonly values?: readonly Lifted[] }
  | { readonly expression: string }
  | LiftedRelated
  | { readonly invalid: true };

export interface LiftedRelated {
  readonly of: string;
  readonly isNone: boolean;
  readonly where: LiftedFilter | null;
}

/** Filters may nest this deep. */
const DEEPEST = 20;

export function liftFilter(filter: unknown, inputs: Inputs, depth = 0): LiftedFilter {
  inputs.count();
  if (!isObject(filter) || depth > DEEPEST) return { invalid: true };
  const each = (list: unknown): LiftedFilter[] | undefined =>
    Array.isArray(list) ? list.map((item) => liftFilter(item, inputs, depth + 1)) : undefined;
  const all = each(filter.all);
  if (all) return { all };
  const any = each(filter.any);
  if (any) return { any };
  if ('not' in filter) return { not: liftFilter(filter.not, inputs, depth + 1) };
  if ('some' in filter || 'none' in filter) return liftRelated(filter, inputs, depth);
  if (typeof filter.expression === 'string') return { expression: filter.expression };
  return liftComparison(filter, inputs);
}

type Unread = { readonly [key: string]: unknown };

function liftRelated(filter: Unread, inputs: Inputs, depth: number): LiftedFilter {
  const isNone = 'none' in filter;
  const of = isNone ? filter.none : filter.some;
  if (typeof of !== 'string' || (isNone && 'some' in filter)) return { invalid: true };
  return { of, isNone, where: filter.where === undefined ? null : liftFilter(filter.where, inputs, depth + 1) };
}

function liftComparison({ field, op, value }: Unread, inputs: Inputs): LiftedFilter {
  if (typeof field !== 'string' || typeof op !== 'string') return { invalid: true };
  // The two ends of `between` are compared one by one.
  if (op === 'between' && Array.isArray(value) && value.length === 2) {
    return { field, op, value: null, values: value.map((v) => inputs.lift(v)) };
  }
  return { field, op, value: inputs.lift(value) };
}
