/** What falls where: pure, so that dragging and the keyboard do the same. */
import type { Filter, Question } from '@/engine/kernel/documents.generated';
import {
  addColumn,
  addCondition,
  addDimension,
  addMeasure,
  conditionsOf,
  moveWithin,
  removeAt,
  removeCondition,
  setConditions,
  type Condition,
  type Shelf,
} from '@/engine/report/edit/report';
import { operatorsOf, shapeOfValue, STRETCHES } from './conditions';
import { dimensionOf, findChoice, measureOf, type Choice, type ChoiceGroup } from './fields';

export type ShelfName = Shelf | 'filter';

/** A new condition, with a value where one can be foreseen. */
export function startCondition(choice: Choice): Condition | undefined {
  const [op] = operatorsOf(choice);
  if (!op) return undefined;
  const field = choice.path;
  if (shapeOfValue(op) !== 'relative') return { field, op };
  return { field, op, value: STRETCHES.find((one) => one.name === 'last30')?.value };
}

type Put = (question: Question, choice: Choice, at?: number) => Question;
const PUT: { readonly [shelf in ShelfName]: Put } = {
  columns: (question, choice, at) => addColumn(question, choice.path, at),
  dimensions: (question, choice, at) => (choice.canGroup ? addDimension(question, dimensionOf(choice), at) : question),
  measures(question, choice, at) {
    const measure = measureOf(choice);
    return measure ? addMeasure(question, measure, at) : question;
  },
  filter(question, choice) {
    const condition = startCondition(choice);
    return condition ? addCondition(question, condition) : question;
  },
};

/** Puts a field on a shelf; the question itself where the field does not fit there. */
export const putField = (question: Question, choice: Choice, shelf: ShelfName, at?: number): Question =>
  PUT[shelf](question, choice, at);

/** A place on a shelf: `shelf:measures` (its end) or `chip:measures:1` (before or after that chip). */
export interface Place {
  readonly shelf: ShelfName;
  readonly at?: number;
}
export function placeOf(id: string, edge: 'before' | 'after' | 'into'): Place | undefined {
  const [kind, shelf, at] = id.split(':') as [string, ShelfName, string | undefined];
  if (kind === 'shelf') return { shelf };
  return kind === 'chip' ? { shelf, at: Number(at) + (edge === 'after' ? 1 : 0) } : undefined;
}

/** Moves a chip: within its shelf it is sorted, onto another shelf its field goes there. */
export function moveChip(
  question: Question,
  from: { readonly shelf: ShelfName; readonly at: number },
  to: Place,
  groups: readonly ChoiceGroup[],
): Question {
  if (from.shelf === to.shelf) return sortChip(question, from, to.at);
  const choice = findChoice(groups, fieldAt(question, from));
  if (!choice) return question;
  const put = putField(question, choice, to.shelf, to.at);
  if (put === question) return question;
  return from.shelf === 'filter' ? removeCondition(put, from.at) : removeAt(put, from.shelf, from.at);
}

function sortChip(
  question: Question,
  { shelf, at }: { shelf: ShelfName; at: number },
  to: number | undefined,
): Question {
  const conditions = conditionsOf(question);
  const count = shelf === 'filter' ? conditions.length : (question[shelf]?.length ?? 0);
  // A place is counted with the chip still there; once it is out, what lay behind it has moved up by one.
  const target = to === undefined ? count - 1 : to > at ? to - 1 : to;
  if (shelf !== 'filter') return moveWithin(question, shelf, at, target);
  if (target === at) return question;
  return setConditions(question, conditions.toSpliced(at, 1).toSpliced(target, 0, conditions[at] as Filter));
}

function fieldAt(question: Question, { shelf, at }: { shelf: ShelfName; at: number }): string | undefined {
  if (shelf === 'columns') return question.columns?.[at];
  if (shelf !== 'filter') return question[shelf]?.[at]?.field;
  const condition = conditionsOf(question)[at];
  return condition && 'field' in condition ? condition.field : undefined;
}
