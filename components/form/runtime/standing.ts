/** What the rules of a form come to, put where its fields listen. */
import { partIds } from '@/engine/form/parts';
import type { FieldView } from '@/engine/kernel/api';
import { FieldStates, partName, RECORD } from './fieldStates';
import type { FormCoreInput, SaidAt } from './formCore';
import type { FormLogic } from './logic';

/** How the fields stand when the form opens, so that nothing jumps after the first drawing. */
export function initialStates(fields: readonly FieldView[], logic: FormLogic, input: FormCoreInput): FieldStates {
  const states = new FieldStates();
  const editable = new Set(input.editable);
  for (const field of fields) putEffect(states, logic, editable, field.name, false);
  for (const id of partIds(input.document)) putEffect(states, logic, editable, partName(id), false);
  putEffect(states, logic, editable, RECORD, false);
  return states;
}

/** @param hasChanged before anything was changed a form that was just opened is not reproached with errors */
export function putEffect(
  states: FieldStates,
  logic: FormLogic,
  editable: ReadonlySet<string>,
  name: string,
  hasChanged: boolean,
): void {
  if (name.startsWith(PART)) {
    const part = name.slice(PART.length);
    return states.set(name, { isVisible: logic.isPartShown(part), words: logic.words(part) });
  }
  const messages = logic.messages(name || undefined).filter(({ level }) => hasChanged || level !== 'error');
  const said = messages.length === 0 ? NO_MESSAGES : messages;
  if (name === RECORD) return states.set(name, { messages: said });
  const { isVisible, isRequired, isReadOnly, options, optionFilter, rows } = logic.effect(name);
  const isEditable = editable.has(name) && !isReadOnly;
  states.set(name, { isVisible, isRequired, isEditable, options, optionFilter, rows, messages: said });
}
const PART = partName('');
const NO_MESSAGES: readonly never[] = [];

export function setErrors(states: FieldStates, name: string, problems: readonly SaidAt[]): void {
  const own = problems.filter((problem) => problem.path.length <= 1);
  const below = problems.filter((problem) => problem.path.length > 1);
  const summary = own[0]?.message ?? below[0]?.message;
  states.set(name, {
    error: summary,
    errors:
      below.length > 0
        ? new Map(below.map((problem) => [problem.path.slice(1).join('.'), problem.message]))
        : undefined,
  });
}
