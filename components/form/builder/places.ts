/** Where things stand on the canvas, in the order in which the eye and the arrow keys walk over it. Pure. */
import type { DropPlace } from '@/components/builder/dnd';
import { applyEdit } from '@/engine/form/edit/apply';
import { fieldById, itemKey } from '@/engine/form/edit/bundle';
import type { FormBundle, FormEdit, Place } from '@/engine/form/edit/command';
import { fieldNameOf, isFieldItem } from '@/engine/form/layout';
import type { SaidProblem } from '@/engine/kernel/api';

/** `item`: what is no field. */
export interface Selection {
  readonly is: 'field' | 'item' | 'section';
  readonly id: string;
}

export const itemTarget = (field: string): string => `item:${field}`;
export const sectionTarget = (section: string): string => `section:${section}`;

/** Every stop of the arrow keys: each section, then its fields. */
export function stops(bundle: FormBundle): readonly Selection[] {
  const ids = new Map(bundle.entity.fields.map((field) => [field.name, field.id]));
  return bundle.form.sections.flatMap((section): Selection[] => [
    { is: 'section', id: section.id },
    ...section.items.flatMap((item): Selection[] => {
      if (!isFieldItem(item)) return [{ is: 'item', id: item.id }];
      const id = ids.get(item.field);
      return id ? [{ is: 'field', id }] : [];
    }),
  ]);
}

/** Where a field or another item stands, by its id; undefined where it is not on the form. */
export function placeOfStop(bundle: FormBundle, id: string): Place | undefined {
  const name = bundle.entity.fields.find((field) => field.id === id)?.name;
  for (const { id: section, items } of bundle.form.sections) {
    const index = items.findIndex((item) => itemKey(item) === (name ?? id));
    if (index >= 0) return { section, index };
  }
  return undefined;
}

/** The stop before or after; the ends stay where they are. */
export function nextStop(bundle: FormBundle, from: Selection | null, step: 1 | -1): Selection | null {
  const all = stops(bundle);
  const at = all.findIndex((stop) => stop.id === from?.id);
  if (at < 0) return (step === 1 ? all[0] : all.at(-1)) ?? null;
  return all[at + step] ?? all[at] ?? null;
}

/** Where something new goes: after the selected field, at the end of the selected section, else at the end. */
export function placeAfter(bundle: FormBundle, selection: Selection | null): Place {
  const last = bundle.form.sections.at(-1)!;
  if (selection?.is === 'section') {
    const section = bundle.form.sections.find((s) => s.id === selection.id) ?? last;
    return { section: section.id, index: section.items.length };
  }
  const place = selection ? placeOfStop(bundle, selection.id) : undefined;
  return place ? { section: place.section, index: place.index + 1 } : { section: last.id, index: last.items.length };
}

/** The place on the form that a drop means; undefined when the target is gone. */
export function placeOfDrop(bundle: FormBundle, drop: DropPlace): Place | undefined {
  const [kind, id] = [drop.id.slice(0, drop.id.indexOf(':')), drop.id.slice(drop.id.indexOf(':') + 1)];
  if (kind === 'section') {
    const section = bundle.form.sections.find((s) => s.id === id);
    return section && { section: id, index: section.items.length };
  }
  const place = placeOfStop(bundle, id);
  return place && { section: place.section, index: place.index + (drop.edge === 'after' ? 1 : 0) };
}

/** The move of a field to a place that was counted with the field still there; undefined when it stands there already. */
export function moveTo(bundle: FormBundle, id: string, to: Place): FormEdit | undefined {
  const from = placeOfStop(bundle, id);
  if (!from) return undefined;
  const isSame = from.section === to.section;
  const index = isSame && from.index < to.index ? to.index - 1 : to.index;
  if (isSame && index === from.index) return undefined;
  return { do: 'moveField', field: id, to: { section: to.section, index } };
}

/** One step up or down; over the end of a section into the next one. */
export function moveStep(bundle: FormBundle, id: string, step: 1 | -1): FormEdit | undefined {
  const from = placeOfStop(bundle, id);
  if (!from) return undefined;
  const sections = bundle.form.sections;
  const at = sections.findIndex((s) => s.id === from.section);
  const index = from.index + step;
  if (index >= 0 && index < sections[at]!.items.length) {
    return { do: 'moveField', field: id, to: { section: from.section, index } };
  }
  const next = sections[at + step];
  if (!next) return undefined;
  return { do: 'moveField', field: id, to: { section: next.id, index: step === 1 ? 0 : next.items.length } };
}

const fieldStop = ({ entity }: FormBundle, name: unknown): Selection | null => {
  const found = entity.fields.find((field) => field.name === name);
  return found ? { is: 'field', id: found.id } : null;
};

/** What is filled in is said at its relation, or at the line items with it. */
function fillStop(bundle: FormBundle, index: number): Selection | null {
  const fill = bundle.form.fills?.[index];
  return fieldStop(bundle, fill?.scope ?? fill?.relation);
}

function placeOnForm(bundle: FormBundle, [list, index, inside, at]: SaidProblem['path']): Selection | null {
  const { form } = bundle;
  if (list === 'rules') return fieldStop(bundle, form.rules?.[Number(index)]?.then[0]?.field);
  if (list === 'fills') return fillStop(bundle, Number(index));
  const section = list === 'sections' ? form.sections[Number(index)] : undefined;
  if (!section) return null;
  const item = inside === 'items' ? section.items[Number(at)] : undefined;
  if (item && !isFieldItem(item)) return { is: 'item', id: item.id };
  return fieldStop(bundle, fieldNameOf(item)) ?? { is: 'section', id: section.id };
}

/** The rule that a problem is about. */
export const ruleOfProblem = ({ form }: FormBundle, { document, path }: SaidProblem): string | undefined =>
  document?.kind === 'form' && path[0] === 'rules' ? form.rules?.[Number(path[1])]?.id : undefined;

/** The part of the canvas that a problem is about; null when it is about the whole. */
export function placeOfProblem(bundle: FormBundle, { document, path }: SaidProblem): Selection | null {
  if (document?.kind === 'form') return placeOnForm(bundle, path);
  if (document?.kind !== 'entity' || path[0] !== 'fields') return null;
  return fieldStop(bundle, bundle.entity.fields[Number(path[1])]?.name);
}

/** Fields from one to another, whichever comes first; ids. */
export function fieldsBetween(order: readonly string[], one: string, other: string): readonly string[] {
  const [a, b] = [order.indexOf(one), order.indexOf(other)];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** After all that is there. */
const END = Number.MAX_SAFE_INTEGER;

/** The moves of several fields (in the order of the form) to a place that was counted with them still there. */
export function moveAllTo(bundle: FormBundle, ids: readonly string[], to: Place): readonly FormEdit[] {
  const section = bundle.form.sections.find(({ id }) => id === to.section);
  const names = new Set(ids.map((id) => fieldById(bundle, id).name));
  const before = (section?.items ?? []).slice(0, to.index).filter((item) => names.has(fieldNameOf(item) ?? '')).length;
  // (1) All go to the end of the section, in their order (2) and from there to the place: so the indexes count without them
  return [
    ...ids.map((field): FormEdit => ({ do: 'moveField', field, to: { section: to.section, index: END } })),
    ...ids.map((field, index): FormEdit => {
      return { do: 'moveField', field, to: { section: to.section, index: to.index - before + index } };
    }),
  ];
}

/** Several fields one step up or down, in their order; nothing when the first of them cannot go on. */
export function moveAllStep(bundle: FormBundle, ids: readonly string[], step: 1 | -1): readonly FormEdit[] {
  let draft = bundle;
  const edits: FormEdit[] = [];
  for (const id of step === -1 ? ids : ids.toReversed()) {
    const edit = moveStep(draft, id, step);
    if (!edit) return [];
    draft = applyEdit(draft, edit).draft;
    edits.push(edit);
  }
  return edits;
}
