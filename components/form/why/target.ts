import { layoutItemsOf } from '@/engine/form/layout';
import { isObject } from '@/engine/kernel/json';
import type { FormDocument, LayoutItem } from '@/engine/kernel/documents.generated';
import type { Text } from '@/engine/kernel/text';

type Rule = NonNullable<FormDocument['rules']>[number];
export interface Part {
  readonly id: string;
  readonly label: Text | undefined;
  /** What is no field. */
  readonly item?: LayoutItem;
}

/** The part of the form through which a rule is about a field; undefined when it names the field itself. Pure. */
export function targetOf(rule: Rule, field: string, form: FormDocument): Part | undefined {
  if (rule.then.some((effect) => effect.field === field)) return undefined;
  const named = rule.then.find(({ part }) => part !== undefined)?.part;
  return partsOf(form).find(({ id }) => id === named);
}

/** Everything a rule can be about beside fields: sections, tabs, pages, and items that are no field. */
export const partsOf = ({ sections, tabs = [], pages = [] }: FormDocument): readonly Part[] => [
  ...[...sections, ...tabs, ...pages].map(({ id, label }) => ({ id, label })),
  ...layoutItemsOf({ sections }).map((item) => ({ id: item.id, label: textOf(item), item })),
];

/** The first words an item says. */
const textOf = ({ options = {} }: LayoutItem): Text | undefined =>
  Object.values(options).find((one): one is Text => isObject(one) && 'en' in one);
