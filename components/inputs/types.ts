import type { ComponentType } from 'react';
import type { RowState } from '@/engine/form/state';
import type { FieldView } from '@/engine/kernel/api';
import type { FilterOperator } from '@/engine/kernel/contract';
import type { Json } from '@/engine/kernel/json';

/** What every input gets. Values are canonical: decimals are strings, dates 'YYYY-MM-DD', links {id, title}, empty is null. */
export interface InputProps {
  /** Id of the element that takes the focus. */
  readonly id: string;
  readonly field: FieldView;
  readonly value: Json;
  onChange(value: Json): void;
  /** The person has left the field. */
  onBlur?(): void;
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  /** Sentences below this field, by path: `0.quantity` for a cell of line items. */
  readonly errors?: ReadonlyMap<string, string> | undefined;
  readonly isRequired: boolean;
  /** Values of the options that may be chosen; absent: all. */
  readonly allowed?: readonly string[] | undefined;
  /** Of a relation: an expression that records must meet to be offered. */
  readonly optionFilter?: string | undefined;
  /** Of line items: what rules make of each row (hidden, required, read-only cells, options, messages). */
  readonly rows?: readonly RowState[] | undefined;
  /** In a cell of a table: no visible label (it is still read out). */
  readonly isBare?: boolean | undefined;
  /** Draws the inputs inside this one (cells of line items); given by FieldInput. */
  readonly Nested?: ComponentType<InputProps>;
  /** The same to read. */
  readonly NestedDisplay?: ComponentType<DisplayProps>;
}

/** How a value is shown to read. */
export interface DisplayProps {
  readonly field: FieldView;
  readonly value: Json;
  /** In a list: one line, no links of its own. */
  readonly isBrief?: boolean | undefined;
  /** Draws the values inside this one; given by FieldDisplay. */
  readonly Nested?: ComponentType<DisplayProps>;
}

export interface InputUnit {
  readonly Input: ComponentType<InputProps>;
  /** Absent: the text of the field type's own `format`. */
  readonly Display?: ComponentType<DisplayProps>;
  /** Takes the full width of a section unless the form says otherwise. */
  readonly isWide?: boolean;
  /** How the value of a filter is entered where it is no value of the field: a distance, a part of the country. */
  readonly filters?: { readonly [op in FilterOperator]?: ComponentType<InputProps> };
  /** Numbers stand right in tables. */
  readonly isNumeric?: boolean;
}
