/** What a form's rules make of line items, as their grid asks for it: cell by cell. */
import { DECLARED, isOpen } from '@/components/inputs/lines/rules';
import { rowsOf, ruled, type Row } from '@/components/inputs/lines/rows';
import type { LineRules } from '@/components/inputs/lines/types';
import type { RowState } from '@/engine/form/pipeline';
import type { Json } from '@/engine/kernel/json';
import type { FieldStates } from './fieldStates';
import type { FormLogic } from './logic';

/** @param stored the rows as the server has them */
export function lineRulesOf(name: string, states: FieldStates, logic: FormLogic, stored: () => Json): LineRules {
  const stateOf = (index: number): RowState | undefined => states.get(name).rows?.[index];
  return {
    computed: (row) => logic.computedRow(name, row),
    optionFilter: (index, column) => logic.optionFilter(`${name}.${column}`, index),
    restoring: (run) => logic.fills.changing('restore', run),
    stored,
    stateOf,
    subscribe: (listener) => states.subscribe(name, listener),
    cell(index, row, column) {
      const state = stateOf(index);
      if (!state) return DECLARED.cell(index, row, column);
      return {
        isVisible: !state.hidden.has(column.name),
        isRequired: state.required.has(column.name),
        isEditable: isOpen(column) && !state.readOnly.has(column.name),
        allowed: state.options.get(column.name),
        said: [...state.messages.values()].find(({ path }) => path[2] === column.name),
      };
    },
  };
}

/** The rows in the form with what the rules put into their cells; the same list when that is nothing. */
export function withRuledCells(name: string, value: Json, states: FieldStates, logic: FormLogic): Json {
  const { rows } = states.get(name);
  if (!rows || !Array.isArray(value)) return value;
  const isHeld = (index: number, column: string): boolean =>
    rows[index] !== undefined && (rows[index].calculated.has(column) || rows[index].hidden.has(column));
  return ruled(rowsOf(value), rowsOf(logic.value(name)) as readonly Row[], isHeld) as Json;
}
