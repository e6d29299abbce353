import { say, type Locale } from '@/engine/kernel/text';
import type { Scope, ScopeEntity } from './scope';

/** One proposal while an expression is typed: replaces the text from `from` to the caret by `text`. */
export interface Completion {
  readonly from: number;
  readonly text: string;
  readonly label: string;
  readonly what: 'field' | 'function';
}

const PATH_BEFORE = /[A-Za-z_][A-Za-z0-9_.]*$/;
const MOST = 8;

/** True when the caret stands inside a quoted string: nothing is completed there. */
const isInString = (before: string): boolean =>
  /^(?:[^"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*["'][^"']*$/.test(before);

/** Walks along relations: `region.manager.` stands on the entity that manager points to. */
function entityAt(scope: Scope, steps: readonly string[]): ScopeEntity | undefined {
  return steps.reduce<ScopeEntity | undefined>(
    (entity, step) => scope.find(entity?.fields.find((field) => field.name === step)?.target),
    scope.entity,
  );
}

/**
 * What could stand at the caret: fields of the entity (or of the entity a path leads to), found by API name or by label,
 * and functions. `source` up to `caret` is looked at.
 */
export function completions(
  source: string,
  caret: number,
  scope: Scope,
  functions: readonly string[],
  locale: Locale,
): readonly Completion[] {
  const before = source.slice(0, caret);
  const typed = PATH_BEFORE.exec(before)?.[0] ?? /[\p{Script=Han}]+$/u.exec(before)?.[0] ?? '';
  if (typed === '' || isInString(before)) return [];
  const steps = typed.split('.');
  const last = steps.pop()!;
  const from = caret - last.length;
  const wanted = last.toLowerCase();
  const fields = (entityAt(scope, steps)?.fields ?? [])
    .filter(
      (f) => f.name.includes(wanted) || f.label.en.toLowerCase().includes(wanted) || f.label['zh-CN'].includes(last),
    )
    .map((f): Completion => ({ from, text: f.name, label: say(f.label, locale, f.name), what: 'field' }));
  const called = (steps.length > 0 || wanted === '' ? [] : functions)
    .filter((name) => name.toLowerCase().startsWith(wanted))
    .map((name): Completion => ({ from, text: `${name}(`, label: name, what: 'function' }));
  return [...fields, ...called].filter((c) => c.text !== last).slice(0, MOST);
}
