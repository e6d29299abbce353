'use client';
import { useMemo, useState } from 'react';
import { applyEdit } from '@/engine/form/edit/apply';
import { itemAt } from '@/engine/form/edit/bundle';
import type { FormEdit } from '@/engine/form/edit/command';
import {
  applyOverlays,
  targetKey,
  targetOfItem,
  withPatch,
  type Overlaid,
  type Overlay,
  type OverlayPatch,
  type OverlayTarget,
  type PatchChange,
} from '@/engine/form/overlays';
import { documentId } from '@/engine/kernel/ids';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import type { Selection } from '../places';
import type { FormDraft } from '../useFormDraft';

/** The form as some roles or devices see it: while an overlay is open, edits of the layout go into it. */
export interface OverlayMode {
  /** The overlay that is open; null: the form itself is edited. */
  readonly overlay: Overlay | null;
  /** What the canvas shows: with an overlay what it hides stands there too, marked. */
  readonly shown: Overlaid;
  open(id: string | null): void;
  /** Makes an overlay and opens it. */
  begin(label: Overlay['label'], whom: Overlay['for']): void;
  /** Puts a change of the open overlay; `merge` as of `run`. */
  put(target: OverlayTarget, change: PatchChange, merge?: string): void;
  change(what: Partial<Pick<Overlay, 'label' | 'for'>>, merge: string): void;
  /** What the open overlay says of something; undefined: nothing. */
  patchOf(target: OverlayTarget): OverlayPatch | undefined;
  /** Takes back what it says of something. */
  forget(target: OverlayTarget): void;
  removeOverlay(): void;
  targetOf(selection: Selection): OverlayTarget | undefined;
  /** A move as the overlay tells it; false where it says nothing of such an edit. */
  takes(edit: FormEdit): boolean;
}

export function useOverlayMode(bundle: FormDraft): OverlayMode {
  const { form, run } = bundle;
  const [openId, open] = useState<string | null>(null);
  const all = form.overlays ?? [];
  const overlay = all.find(({ id }) => id === openId) ?? null;
  const shown = useMemo((): Overlaid => applyOverlays(form, overlay ? [overlay] : [], true), [form, overlay]);
  const save = (overlays: readonly Overlay[], merge?: string) =>
    run([{ do: 'changeForm', change: { overlays: overlays.length > 0 ? [...overlays] : undefined } }], merge);
  const replace = (next: Overlay, merge?: string) =>
    save(
      all.map((one) => (one.id === next.id ? next : one)),
      merge,
    );
  const patchOf: OverlayMode['patchOf'] = (target) =>
    overlay?.patches.find((one) => targetKey(one) === targetKey(target));
  const put: OverlayMode['put'] = (target, change, merge) =>
    overlay && replace(withPatch(overlay, target, change), merge && `${overlay.id}.${targetKey(target)}.${merge}`);
  return {
    overlay,
    shown,
    open,
    begin(label, whom) {
      const id = documentId('ovl');
      save([...all, { id, label, for: whom, patches: [] }]);
      open(id);
    },
    put,
    change: (what, merge) => overlay && replace({ ...overlay, ...what }, `${overlay.id}.${merge}`),
    patchOf,
    forget: (target) =>
      overlay &&
      replace({ ...overlay, patches: overlay.patches.filter((one) => targetKey(one) !== targetKey(target)) }),
    removeOverlay: () => {
      save(all.filter((one) => one !== overlay));
      open(null);
    },
    targetOf: (selection) => targetOf(bundle, selection),
    takes(edit) {
      const told = overlay && placeIn({ ...bundle, form: shown.form }, edit);
      if (told) put(told.target, { after: told.after });
      return Boolean(told);
    },
  };
}

function targetOf(bundle: FormDraft, { is, id }: Selection): OverlayTarget | undefined {
  if (is !== 'field') return { part: id };
  const field = bundle.entity.fields.find((one) => one.id === id);
  return field && { field: field.name };
}

/** Where a move puts something, told by what stands before it there. */
function placeIn(
  bundle: FormDraft & { readonly form: FormDocument },
  edit: FormEdit,
): { readonly target: OverlayTarget; readonly after: OverlayTarget } | undefined {
  if (edit.do !== 'moveField' && edit.do !== 'moveSection') return undefined;
  const { form } = applyEdit(bundle, edit).draft;
  if (edit.do === 'moveSection') {
    const before = form.sections[form.sections.findIndex(({ id }) => id === edit.section) - 1];
    return { target: { part: edit.section }, after: before ? { part: before.id } : {} };
  }
  const { section, index, item } = itemAt({ ...bundle, form }, edit.field);
  const before = form.sections.find(({ id }) => id === section)?.items[index - 1];
  return { target: targetOfItem(item), after: before ? targetOfItem(before) : { part: section } };
}

/** How something on the canvas shows that the open overlay says something of it. */
export const overlayMarks = (patch: OverlayPatch | undefined) => ({
  'data-overlaid': patch ? true : undefined,
  'data-gone': patch?.hide,
});
