/** What the expression editor knows of the language. Names and kinds are checked by `document.check`, with the model. */
import { functions } from '@/engine/expression/functions/index.generated';
import { parseExpression } from '@/engine/expression/parse';
import { expressionProblems } from '@/engine/expression/problems';
import { sentence } from '@/engine/kernel/problems';
import type { Locale } from '@/engine/kernel/text';

export const functionNames: readonly string[] = functions.map((f) => f.type);

/** The first mistake in the writing of an expression, in words; undefined when it can be read. */
export function checkSyntax(source: string, locale: Locale): string | undefined {
  const parsed = parseExpression(source);
  const first = parsed.ok ? undefined : parsed.problems[0];
  return first ? sentence(expressionProblems, first, locale) : undefined;
}
