/** What a form document is compiled to: rules with their expressions, in the order in which they feed each other. */
import type { Expression, Use } from '../expression/compile';
import type { FieldItem, FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { Fill, LiveFill } from './fills';
import type { RowFormulas } from './formulas';
import type { FieldTypes } from './record';

export type Rule = NonNullable<FormDocument['rules']>[number];
export type RuleEffect = Rule['then'][number];
export type MessageLevel = NonNullable<RuleEffect['level']>;
export type WhenHidden = NonNullable<FieldItem['whenHidden']>;
/** Rows of line items are about a field that holds them; all else about the record. */
export type Scoped = { readonly list: FieldModel | undefined };

/**
 * Names a value that rules read or set: `total`, a field of the record; `items.amount`, a column of line items; `items`
 * their rows as a whole (how many, in which order).
 */
export type Key = string;
export const keyOf = ({ name }: FieldModel, list: FieldModel | undefined): Key =>
  list ? `${list.name}.${name}` : name;

/** A condition and the rule it comes from; a formula's comes from none. */
export interface Condition {
  readonly rule: Rule | undefined;
  readonly when: Expression;
}
/** A value that a field takes while a condition holds. */
export interface Assignment extends Condition {
  readonly value: Expression;
  /** always: the field cannot be edited meanwhile; ifEmpty: only while it is empty; onCreate: while the record is new. */
  readonly on: NonNullable<RuleEffect['on']>;
}
/** Where something is shown: while each group has a condition that holds. A group is a field's own rules, or those of a part it lies in. */
export type ShowGroups = readonly (readonly Condition[])[];

/** Everything that computes one field or column. Of the assignments whose condition holds, the last one counts. */
export interface Calculation extends Scoped {
  readonly key: Key;
  readonly field: FieldModel;
  readonly assignments: readonly Assignment[];
  /** A value that is hidden is cleared: never, when the form is sent, or at once. */
  readonly clear: WhenHidden;
  readonly show: ShowGroups;
  /** A column the platform computes: its value is not kept, only seen by what reads it. */
  readonly isFormula: boolean;
}
/** Which options of a field may be chosen while a condition holds: those for which `value` is true of `option`. */
export interface Limit extends Condition {
  readonly value: Expression;
}
/** What rules say of one field, of one column in each row, or of a part of the form. */
export interface StateRules extends Scoped {
  readonly key: Key;
  /** undefined: of a part. */
  readonly field: FieldModel | undefined;
  readonly part: string | undefined;
  readonly show: ShowGroups;
  readonly require: readonly Condition[];
  readonly readOnly: readonly Condition[];
  readonly limits: readonly Limit[];
}
export interface MessageRule extends Condition, Scoped {
  readonly rule: Rule;
  /** Its place among the effects of its rule. */
  readonly at: number;
  /** Where it is said; undefined: of the record or the row as a whole. */
  readonly field: FieldModel | undefined;
  readonly level: MessageLevel;
  readonly say: MessageTemplate;
  /** What the condition reads. */
  readonly reads: readonly Key[];
}
/** The words of a message with the values of a record. */
export type MessageTemplate = (context: Parameters<Expression['evaluate']>[0]) => Text;

/** Words of an item (`option` of it) with the values they hold. */
export interface ItemWords {
  /** Id of the item. */
  readonly item: string;
  readonly option: string;
  readonly say: MessageTemplate;
  readonly expressions: readonly Expression[];
  readonly reads: readonly Key[];
}

/** Records that rules read along a relation: of a field, or of a column (`items.product`). */
export interface RelatedNeed extends Scoped {
  readonly key: Key;
  readonly field: FieldModel;
  /** From the record it points to: `manager`, `manager.name`. */
  readonly paths: readonly string[];
}

/** What has to be looked at again when a value changes, by position in the plan. */
export interface Readers {
  readonly calculations: readonly number[];
  readonly states: readonly number[];
  readonly messages: readonly number[];
}

export interface FormPlan {
  readonly form: FormDocument;
  readonly entity: EntityModel;
  readonly types: FieldTypes;
  /** Fields of the layout, in its order. */
  readonly fields: readonly FieldModel[];
  /** Each after those that set what it reads. */
  readonly calculations: readonly Calculation[];
  readonly states: readonly StateRules[];
  readonly messages: readonly MessageRule[];
  /** Line items with rules, formulas or relations of their own. */
  readonly lists: readonly FieldModel[];
  /** Columns of line items that are computed as somebody types. */
  readonly rowFormulas: readonly RowFormulas[];
  readonly readers: ReadonlyMap<Key, Readers>;
  /** Words of items that hold values. */
  readonly words: readonly ItemWords[];
  readonly related: readonly RelatedNeed[];
  /** Values taken over from records that are chosen. */
  readonly fills: readonly Fill[];
  readonly live: readonly LiveFill[];
  /** What `fills` read; `related` is what rules read and look-ups show. */
  readonly fillNeeds: readonly RelatedNeed[];
}

/** The values an expression reads; `scope` the line items it is about. The candidate of a limit (`option`) is none of them. */
export function keysOf(uses: readonly Use[], scope: FieldModel | undefined): readonly Key[] {
  return uses.flatMap(({ of, steps }) => {
    if (of === OPTION) return [];
    const [first, second] = steps;
    if (scope && of === undefined) return [keyOf(first!.field, scope)];
    return [first!.field.kind === 'lines' && second ? keyOf(second.field, first!.field) : first!.field.name];
  });
}

/** The candidate in a limit of options. */
export const OPTION = 'option';
/** The record, in rules about rows. */
export const PARENT = 'parent';
