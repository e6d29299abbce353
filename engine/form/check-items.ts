/** Problems of the items of a form that are no field, each with its place. */
import type { Names } from '../kernel/contract';
import type { FormDocument } from '../kernel/documents.generated';
import { problem, type Problem } from '../kernel/problems';
import type { Compiling } from './effects';
import { builtInItemTypes } from './items/types';
import { isLayoutItem, type LayoutItem } from './layout';
import { checkWords } from './words';

/** @param names what else there is; without it the options are not looked at */
export function checkItems(form: FormDocument, at: Compiling, names: Names | undefined): readonly Problem[] {
  const seen = new Set<string>();
  return form.sections.flatMap((section, s) =>
    section.items.flatMap((item, i) => {
      if (!isLayoutItem(item)) return [];
      const path = ['sections', s, 'items', i];
      const isTwice = seen.has(item.id);
      seen.add(item.id);
      return [
        ...(isTwice ? [problem('form.itemTwice', [...path, 'id'], { id: item.id })] : []),
        ...checkItem(item, { form, path }, at, names),
      ];
    }),
  );
}

function checkItem(
  item: LayoutItem,
  { form, path }: { readonly form: FormDocument; readonly path: Problem['path'] },
  at: Compiling,
  names: Names | undefined,
): readonly Problem[] {
  const types = names?.registry.itemTypes ?? builtInItemTypes;
  const type = types.get(item.type);
  if (!type) return [problem('form.unknownItem', [...path, 'type'], { type: item.type })];
  const options = item.options ?? {};
  const inside = [...path, 'options'];
  const faults = names?.checkOptions(type, options, inside) ?? [];
  // Its own check trusts the shape of the options.
  if (faults.length > 0) return faults;
  return [
    ...checkWords(item, at, inside, types),
    ...(names ? (type.check?.(options, { form, entity: at.entity, names, path: inside }) ?? []) : []),
  ];
}
