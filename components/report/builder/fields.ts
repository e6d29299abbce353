/** The fields a question may use: those of its entity and, one step along each to-one relation, those behind it. */
import { fieldType } from '@/components/inputs/units';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { Aggregate, FilterOperator } from '@/engine/kernel/contract';
import type { Question, Text } from '@/engine/kernel/documents.generated';
import type { Dimension, Measure } from '@/engine/report/edit/report';

export interface Choice {
  readonly path: string;
  /** "Region › Name". */
  readonly label: Text;
  readonly field: FieldView;
  readonly canGroup: boolean;
  readonly isTime: boolean;
  readonly isNumber: boolean;
  readonly aggregates: readonly Aggregate[];
  readonly filters: readonly FilterOperator[];
}
export interface ChoiceGroup {
  readonly id: string;
  readonly label: Text;
  readonly choices: readonly Choice[];
}

/** What the machinery of every record tells nobody. */
const HIDDEN = new Set(['id', 'rev', 'deleted_at', 'deleted_by', 'owner_path', 'captured_form']);
const OF_LINKS: readonly FilterOperator[] = ['eq', 'ne', 'in', 'notIn', 'isMe'];
const OF_SECRETS: readonly FilterOperator[] = ['eq', 'ne', 'isEmpty', 'notEmpty'];
const ALWAYS: readonly FilterOperator[] = ['isEmpty', 'notEmpty'];

function choiceOf(field: FieldView, path: string, label: Text): Choice {
  const unit = fieldType(field.type);
  const kind = unit?.kind;
  const links = kind === 'record' ? [...OF_LINKS, ...ofTrees(field)] : [];
  return {
    path,
    label,
    field,
    canGroup: !field.encrypted && (unit?.canGroup ?? false),
    isTime: kind === 'date' || kind === 'datetime',
    isNumber: kind === 'number',
    aggregates: field.encrypted ? [] : (unit?.aggregates ?? []),
    filters: field.encrypted ? OF_SECRETS : [...new Set([...(unit?.filters ?? []), ...links, ...ALWAYS])],
  };
}
/** Where the browser knows that there is a tree. */
const ofTrees = ({ options, target }: FieldView): readonly FilterOperator[] =>
  options.tree === true || target === 'department' ? ['below'] : [];
const joined = (a: Text, b: Text): Text => ({ 'zh-CN': `${a['zh-CN']} › ${b['zh-CN']}`, en: `${a.en} › ${b.en}` });
const isUsable = (field: FieldView): boolean => !HIDDEN.has(field.name) && field.fields === undefined;

/** Groups of fields in the order in which they are offered. `entities` are those the viewer may read. */
export function choicesOf(entities: readonly EntityView[], name: string): readonly ChoiceGroup[] {
  const entity = entities.find((one) => one.name === name);
  if (!entity) return [];
  const own: ChoiceGroup = {
    id: entity.name,
    label: entity.label,
    choices: entity.fields.filter(isUsable).map((field) => choiceOf(field, field.name, field.label)),
  };
  const behind = entity.fields
    .filter((field) => isUsable(field) && !field.system)
    .flatMap((relation) => {
      const target = isToOne(relation) ? entities.find((one) => one.name === relation.target) : undefined;
      if (!target) return [];
      const choices = target.fields
        .filter((field) => isUsable(field) && !field.system)
        .map((field) => choiceOf(field, `${relation.name}.${field.name}`, joined(relation.label, field.label)));
      return [{ id: relation.name, label: relation.label, choices }];
    });
  return [own, ...behind];
}
const isToOne = (field: FieldView): boolean => fieldType(field.type)?.kind === 'record';

export const findChoice = (groups: readonly ChoiceGroup[], path: string | undefined): Choice | undefined =>
  groups.flatMap((group) => group.choices).find((choice) => choice.path === path);

/** A date is cut by month unless told; anything else is a group for each value. */
export const dimensionOf = (choice: Choice): Dimension =>
  choice.isTime ? { field: choice.path, grain: 'month' } : { field: choice.path };

/** What is first asked of a field: the sum where it has one, else how many different values. */
export function measureOf(choice: Choice): Measure | undefined {
  const agg = (['sum', 'countDistinct', 'count', 'max'] as const).find((one) => choice.aggregates.includes(one));
  return agg && { agg, field: choice.path };
}

/** Where a field goes when it is simply added: numbers are measured, what can be grouped is a group. */
export const shelfOf = (choice: Choice, question: Question): 'columns' | 'dimensions' | 'measures' | 'filter' => {
  if (question.columns) return 'columns';
  if (choice.isNumber) return 'measures';
  return choice.canGroup ? 'dimensions' : 'filter';
};
