/** What the expression editor knows of the language. Names and kinds are checked by `document.check`, with the model. */
import { functions } from '@/engine/expression/functions/index.generated';
import { parseExpression } from '@/engine/expression/parse';
import { expressionProblems } from '@/engine/expression/problems';
import { sentence, type Problem } from '@/engine/kernel/problems';
import type { Locale } from '@/engine/kernel/text';

export const functionNames: readonly string[] = functions.map((f) => f.type);

/** Part of a text: from character `start` up to `end`. */
export interface ErrorRange {
  readonly start: number;
  readonly end: number;
}

/** The first mistake in the writing of an expression, in words and place; undefined when it can be read. */
export function checkSyntax(
  source: string,
  locale: Locale,
): { readonly words: string; readonly range: ErrorRange | undefined } | undefined {
  const parsed = parseExpression(source);
  const first = parsed.ok ? undefined : parsed.problems[0];
  return first && { words: sentence(expressionProblems, first, locale), range: rangeOf(first.data) };
}

/** The place a problem speaks of, where it knows one. */
export function rangeOf(data: Problem['data'] | undefined): ErrorRange | undefined {
  const { start, end } = (data ?? {}) as { start?: unknown; end?: unknown };
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}
