/** Messages of rules: words with `{{expression}}` in them. */
import { compileExpression, type Expression, type Scope } from '../expression/compile';
import type { ValueKind } from '../kernel/model';
import type { Problem } from '../kernel/problems';
import { LOCALES, type Locale, type Text } from '../kernel/text';
import type { MessageTemplate } from './plan';
import type { FieldTypes } from './record';
import { formatNumber } from './values';

type Piece = string | Expression;
const PLACE = /\{\{([\s\S]*?)\}\}/g;

/** The words compiled; `uses` are what all its expressions read. Problems carry the language as the start of their path. */
export function compileMessage(
  text: Text,
  scope: Scope,
  types: FieldTypes,
): {
  readonly say: MessageTemplate;
  readonly expressions: readonly Expression[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const pieces = Object.fromEntries(
    LOCALES.map((locale) => [locale, piecesOf(text[locale], locale, scope, problems)]),
  ) as { readonly [L in Locale]: readonly Piece[] };
  const expressions = LOCALES.flatMap((locale) => pieces[locale].filter((piece) => typeof piece !== 'string'));
  return {
    say: (context) =>
      Object.fromEntries(
        LOCALES.map((locale) => [
          locale,
          pieces[locale]
            .map((piece) =>
              typeof piece === 'string'
                ? piece
                : shown(piece, piece.evaluate(context), locale, types, context.timeZone),
            )
            .join(''),
        ]),
      ) as unknown as Text,
    expressions,
    problems,
  };
}

function piecesOf(words: string, locale: Locale, scope: Scope, problems: Problem[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: whole, 1: source, index } of words.matchAll(PLACE)) {
    pieces.push(words.slice(at, index));
    at = index + whole.length;
    const compiled = compileExpression((source ?? '').trim() || 'null', scope);
    if (compiled.ok) pieces.push(compiled.expression);
    else problems.push(...compiled.problems.map((found) => ({ ...found, path: [locale, ...found.path] })));
  }
  return [...pieces, words.slice(at)];
}

/** A value as people read it: a field as its type says, all else by its kind. */
function shown(expression: Expression, value: unknown, locale: Locale, types: FieldTypes, timeZone: string): string {
  if (value === null) return '–';
  const [use, ...others] = expression.uses;
  const field = others.length === 0 ? use?.steps.at(-1)?.field : undefined;
  const isField = field && expression.source === (use!.of ? `${use!.of}.${use!.path}` : use!.path);
  const type = isField && field.kind !== 'record' ? types.get(field.type) : undefined;
  if (type) return type.format(value, field!.options, locale, timeZone);
  return (KINDS[expression.kind as ValueKind] ?? String)(value, locale);
}

const KINDS: { readonly [K in ValueKind]?: (value: unknown, locale: Locale) => string } = {
  number: (value, locale) => formatNumber(value, locale, { maximumFractionDigits: 10 }),
  boolean: (value, locale) => YES_NO[locale][value === true ? 0 : 1],
};
const YES_NO = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] } as const;
