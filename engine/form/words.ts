/** Words of items (headings, texts) in which {{expression}} stands for a value of the record. */
import type { Expression } from '../expression/compile';
import type { FormDocument, LayoutItem } from '../kernel/documents.generated';
import { isObject } from '../kernel/json';
import { problem, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import { Draft } from './draft';
import type { Compiling } from './effects';
import { builtInItemTypes, type ItemTypes } from './items/types';
import { layoutItemsOf } from './layout';
import { compileMessage } from './messages';
import { keysOf, type FormPlan, type ItemWords } from './plan';
import type { FormContext, FormState } from './state';

interface Spoken {
  readonly option: string;
  readonly say: ItemWords['say'];
  readonly expressions: readonly Expression[];
  readonly problems: readonly Problem[];
}

/** The texts of one item that may hold values, compiled. */
function compileWords(
  item: LayoutItem,
  { entity, model, types, isVisible }: Compiling,
  items: ItemTypes,
): readonly Spoken[] {
  const scope = { entity, model, ...(isVisible ? { isVisible } : {}) };
  return (items.get(item.type)?.speaks ?? []).flatMap((option) => {
    const text = item.options?.[option];
    return isObject(text) ? [{ option, ...compileMessage(text as unknown as Text, scope, types) }] : [];
  });
}

/** Everything wrong with the words of an item; places begin at its options. */
export function checkWords(
  item: LayoutItem,
  at: Compiling,
  path: Problem['path'],
  items: ItemTypes,
): readonly Problem[] {
  return compileWords(item, at, items).flatMap(({ option, problems, expressions }) => [
    ...problems.map((found) => ({ ...found, path: [...path, option, ...found.path] })),
    ...recordsAmong(expressions).map((name) => problem('form.messageRecord', [...path, option], { name })),
  ]);
}

/** What stands for a record as a whole, which nobody can read. */
const recordsAmong = (expressions: readonly Expression[]): readonly string[] => [
  ...new Set(expressions.flatMap(({ kind, source }) => (kind === 'record' ? [source] : []))),
];

/** Whether all that the words of an item read may be known. */
export const mayHearWords = (item: LayoutItem, at: Compiling, items: ItemTypes = builtInItemTypes): boolean =>
  compileWords(item, at, items).every(({ problems }) => problems.length === 0);

/** The words of a form that hold values; words without any are shown as they stand. */
export function wordsOf(form: FormDocument, at: Compiling): readonly ItemWords[] {
  return layoutItemsOf(form).flatMap((item) =>
    compileWords(item, at, builtInItemTypes).flatMap(({ option, say, expressions, problems }) =>
      problems.length > 0 || expressions.length === 0
        ? []
        : [
            {
              item: item.id,
              option,
              say,
              expressions,
              reads: [...new Set(expressions.flatMap(({ uses }) => keysOf(uses, undefined)))],
            },
          ],
    ),
  );
}

/** What the words of an item say of the record as it stands, by option; undefined where none holds a value. */
export function sayWords(
  plan: FormPlan,
  state: FormState,
  context: FormContext,
  item: string,
): { readonly [option: string]: Text } | undefined {
  const own = plan.words.filter((one) => one.item === item);
  if (own.length === 0) return undefined;
  const at = new Draft(plan, state, context).at();
  return Object.fromEntries(own.map(({ option, say }) => [option, say(at)]));
}

/** The items whose words read one of these fields. */
export const wordsReading = (plan: FormPlan, changed: ReadonlySet<string>): readonly string[] =>
  plan.words.filter(({ reads }) => reads.some((key) => changed.has(key.split('.')[0]!))).map(({ item }) => item);
