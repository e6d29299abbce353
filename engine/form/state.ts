/** What a form comes to while it is filled in: values, and what rules make of fields, rows and parts. */
import type { Context } from '../expression/compile';
import type { FieldModel } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { FormPlan, MessageLevel, MessageRule } from './plan';
import type { Values } from './record';

/** A record that rules read along a relation: `{id, …fields}`. */
export interface RelatedRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}
/** Who fills in the form, and when. */
export interface FormContext extends Omit<Context, 'record' | 'variables' | 'records'> {
  /** New records take defaults, and every required field must be there. */
  readonly isNew: boolean;
  /** The form is being sent: hidden values that are to be cleared then are cleared. Always so on the server. */
  readonly isSubmit?: boolean;
  /**
   * What rules read along relations (`plan.related`): by the key of the relation (`region`, `items.product`) and the id
   * it points to. Without it what is read along a relation is blank.
   */
  readonly related?: RelatedRecords;
}
export type RelatedRecords = { readonly [key: string]: { readonly [id: string]: RelatedRecord } };

/** What a rule says, with the values of the record or the row. */
export interface FormMessage {
  readonly rule: string;
  readonly level: MessageLevel;
  readonly text: Text;
  /** `[]`: of the record; `[field]`; `[list, row]`; `[list, row, column]`. */
  readonly path: readonly (string | number)[];
}

/** What rules make of one row; names are those of its columns. */
export interface RowState {
  readonly hidden: ReadonlySet<string>;
  /** By entity and rules. */
  readonly required: ReadonlySet<string>;
  /** By rules, calculated cells included; rights come on top. */
  readonly readOnly: ReadonlySet<string>;
  /** Cells that hold a rule's value at present. */
  readonly calculated: ReadonlySet<string>;
  /** Options that may be chosen, where rules limit them. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** By position in `plan.messages`. */
  readonly messages: ReadonlyMap<number, FormMessage>;
}

export interface FormState {
  readonly values: Values;
  readonly visible: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** By rules, calculated fields included; rights come on top. */
  readonly readOnly: ReadonlySet<string>;
  /** Fields that hold a rule's value at present. */
  readonly calculated: ReadonlySet<string>;
  /** Ids of parts that are not shown. */
  readonly hiddenParts: ReadonlySet<string>;
  /** Values of the options that may be chosen, where rules limit them. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** By position in `plan.messages`. */
  readonly messages: ReadonlyMap<number, FormMessage>;
  /** Line items with rules about their rows: the state of each row, at its place. */
  readonly rows: ReadonlyMap<string, readonly RowState[]>;
}

const starts = new WeakMap<FieldModel, RowState>();
/** A row no rule says anything about. */
export function plainRow(list: FieldModel): RowState {
  let plain = starts.get(list);
  if (!plain) {
    const columns = list.child?.fields.filter(({ system }) => !system) ?? [];
    plain = {
      hidden: new Set(),
      required: new Set(columns.flatMap(({ name, isRequired }) => (isRequired ? [name] : []))),
      readOnly: new Set(),
      calculated: new Set(),
      options: new Map(),
      messages: new Map(),
    };
    starts.set(list, plain);
  }
  return plain;
}

/** The state of a row of line items, whether rules speak of it or not. */
export const rowStateOf = (state: FormState, list: FieldModel, row: number): RowState =>
  state.rows.get(list.name)?.[row] ?? plainRow(list);

/** All messages in the order of the rules, those of rows after those of the record. */
export function messagesOf(plan: FormPlan, state: FormState): readonly FormMessage[] {
  const inOrder = (messages: ReadonlyMap<number, FormMessage>): FormMessage[] =>
    messages.size === 0 ? [] : [...messages].sort(([a], [b]) => a - b).map(([, message]) => message);
  const own = inOrder(state.messages);
  if (!plan.messages.some(({ list }) => list)) return own;
  return [...own, ...[...state.rows.values()].flatMap((rows) => rows.flatMap(({ messages }) => inOrder(messages)))];
}

/** Where a message is said. */
export function pathOf({ list, field }: MessageRule, row: number | undefined): readonly (string | number)[] {
  if (list && row !== undefined) return field ? [list.name, row, field.name] : [list.name, row];
  return field ? [field.name] : [];
}
