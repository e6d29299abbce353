/**
 * Overlays: what some roles, or some devices, see otherwise of a form. They change what is drawn and nothing else: rules,
 * rights and values are those of the form itself, and what an overlay hides keeps its value.
 */
import type { FormDocument } from '../kernel/documents.generated';
import type { Text } from '../kernel/text';
import { fieldNameOf, isFieldItem, type FormItem, type FormSection } from './layout';

export type Overlay = NonNullable<FormDocument['overlays']>[number];
export type OverlayPatch = Overlay['patches'][number];
export type OverlayTarget = Pick<OverlayPatch, 'field' | 'part'>;
export type Device = 'phone' | 'tablet' | 'desktop';

export interface Overlaid {
  /** The form as it is drawn. */
  readonly form: FormDocument;
  /** Other words for fields, by name. */
  readonly labels: ReadonlyMap<string, Text>;
  /** Fields that are shown only, by name. */
  readonly readOnly: ReadonlySet<string>;
}

/** One string for a field or a part. */
export const targetKey = ({ field, part }: OverlayTarget): string => field ?? part ?? '';
export const keyOfItem = (item: FormItem): string => (isFieldItem(item) ? item.field : item.id);
export const targetOfItem = (item: FormItem): OverlayTarget =>
  isFieldItem(item) ? { field: item.field } : { part: item.id };

/** The overlays for somebody with these roles. */
export const overlaysForRoles = (form: FormDocument, roles: readonly string[]): readonly Overlay[] =>
  (form.overlays ?? []).filter(
    ({ for: whom }) => !whom.roles?.length || whom.roles.some((role) => roles.includes(role)),
  );

export const isForDevice = ({ for: whom }: Overlay, device: Device): boolean =>
  whom.device === undefined || whom.device === device;

/**
 * The form with overlays put over it, one after the other. What a patch names and is not there (any more) changes nothing.
 * @param keepsHidden what is hidden stays where it is: for whoever builds
 */
export function applyOverlays(form: FormDocument, overlays: readonly Overlay[], keepsHidden = false): Overlaid {
  const labels = new Map<string, Text>();
  const readOnly = new Set<string>();
  let sections: readonly FormSection[] = form.sections;
  for (const { patches } of overlays) {
    for (const patch of patches) {
      sections = patched(sections, patch, keepsHidden);
      if (patch.field !== undefined && patch.label) labels.set(patch.field, patch.label);
      for (const name of patch.readOnly ? namesOf(sections, patch) : []) readOnly.add(name);
    }
  }
  return { form: sections === form.sections ? form : { ...form, sections: [...sections] }, labels, readOnly };
}

/** The fields a patch is about: its own, or those of its section. */
const namesOf = (sections: readonly FormSection[], { field, part }: OverlayTarget): readonly string[] => {
  if (field !== undefined) return [field];
  return (sections.find(({ id }) => id === part)?.items ?? []).flatMap((item) => fieldNameOf(item) ?? []);
};

function patched(sections: readonly FormSection[], patch: OverlayPatch, keepsHidden: boolean): readonly FormSection[] {
  const key = targetKey(patch);
  const isSection = sections.some(({ id }) => id === key);
  const moved = patch.after ? (isSection ? moveSection : moveItem)(sections, key, targetKey(patch.after)) : sections;
  if (isSection) {
    if (patch.hide && !keepsHidden) return moved.filter(({ id }) => id !== key);
    return moved.map((one) => (one.id === key && patch.label ? { ...one, label: patch.label } : one));
  }
  return moved.map((section) => {
    const at = section.items.findIndex((item) => keyOfItem(item) === key);
    if (at < 0) return section;
    if (patch.hide && !keepsHidden) return { ...section, items: section.items.toSpliced(at, 1) };
    if (patch.span === undefined) return section;
    // A width of its own is meant for the screens the overlay is for: it stands for those of the form.
    const { spanOn: _other, ...item } = section.items[at]!;
    return { ...section, items: section.items.with(at, { ...item, span: patch.span }) };
  });
}

/** Behind another section; without one to the front. */
function moveSection(sections: readonly FormSection[], key: string, after: string): readonly FormSection[] {
  const section = sections.find(({ id }) => id === key);
  const others = sections.filter(({ id }) => id !== key);
  const at = after === '' ? -1 : others.findIndex(({ id }) => id === after);
  if (!section || (after !== '' && at < 0)) return sections;
  return others.toSpliced(at + 1, 0, section);
}

/** Behind another item, or to the front of a section. */
function moveItem(sections: readonly FormSection[], key: string, after: string): readonly FormSection[] {
  const item = sections.flatMap(({ items }) => items).find((one) => keyOfItem(one) === key);
  const home = sections.find(({ id, items }) => id === after || items.some((one) => keyOfItem(one) === after));
  if (!item || !home || key === after) return sections;
  return sections.map((section) => {
    const items = section.items.filter((one) => keyOfItem(one) !== key);
    if (section.id !== home.id) return items.length === section.items.length ? section : { ...section, items };
    const at = items.findIndex((one) => keyOfItem(one) === after);
    return { ...section, items: items.toSpliced(at + 1, 0, item) };
  });
}

/** undefined takes a key away. */
export type PatchChange = { readonly [K in keyof OverlayPatch]?: OverlayPatch[K] | undefined };

/** The overlay with a change to what it says of one target; a patch that says nothing any more is gone. */
export function withPatch(overlay: Overlay, target: OverlayTarget, change: PatchChange): Overlay {
  const key = targetKey(target);
  const before = overlay.patches.find((one) => targetKey(one) === key);
  const next = Object.fromEntries(
    Object.entries({ ...target, ...before, ...change }).filter(([, value]) => value !== undefined),
  ) as OverlayPatch;
  const saysNothing = Object.keys(next).every((name) => name === 'field' || name === 'part');
  const others = overlay.patches.filter((one) => one !== before);
  if (saysNothing) return { ...overlay, patches: others };
  // What is moved last counts last: its place was chosen with the others where they are.
  if (change.after || !before) return { ...overlay, patches: [...others, next] };
  return { ...overlay, patches: overlay.patches.map((one) => (one === before ? next : one)) };
}
