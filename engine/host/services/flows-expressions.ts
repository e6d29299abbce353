/** Expressions of flows: over the record, with the submitter as `me`. */
import { compileExpression, contextOf, type Expression } from '../../expression/compile';
import type { Json } from '../../kernel/json';
import type { EntityModel, ValueKind } from '../../kernel/model';
import { Refusal } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Host } from '../contract';
import type { RecordValues } from './flows-contract';

/** @throws Refusal with what is wrong: since the flow was published, a field it reads may have gone */
export function expressionOf(host: Host, entity: EntityModel, source: string, expects?: ValueKind): Expression {
  const compiled = compileExpression(source, { model: host.model(), entity }, expects);
  if (!compiled.ok) throw new Refusal(compiled.problems);
  return compiled.expression;
}

/** Paths to load before it is evaluated. */
export const pathsOf = (expression: Expression): readonly string[] => expression.uses.map((use) => use.path);

/** Does it ask who the submitter is? */
export const asksForMe = (expression: Expression): boolean =>
  [...expression.given].some((name) => name === 'me' || name.startsWith('me.'));

export const evaluate = (expression: Expression, record: RecordValues, me: Viewer | null, now: Date): Json =>
  expression.evaluate({ ...contextOf(me, now), record });
