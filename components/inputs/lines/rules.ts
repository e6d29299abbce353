import { createContext } from 'react';
import type { FieldView } from '@/engine/kernel/api';
import { NO_RULES_STATE, type LineRules } from './types';

/** Whether a column may be written in at all: by rights, and because people fill it in. */
export const isOpen = (column: FieldView): boolean => column.right === 'edit' && !column.derived && !column.system;

/** Columns as they are declared, for line items outside of a form with rules. */
export const DECLARED: LineRules = {
  computed: (row) => row,
  cell: (_index, _row, column) => ({ ...NO_RULES_STATE, isRequired: column.required, isEditable: isOpen(column) }),
  optionFilter: () => undefined,
  subscribe: () => () => undefined,
  stateOf: () => null,
  stored: () => null,
  restoring: (run) => run(),
};

/** What the form around line items knows of their rows; given by the form. */
export const LineRulesContext = createContext<LineRules>(DECLARED);
