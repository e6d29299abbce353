'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/builder/announce';
import { nameFrom } from '@/components/builder/documents/documents';
import type { Draft } from '@/components/builder/documents/useDraft';
import { checkDocuments } from '@/components/builder/documents/useProblems';
import { usePanes } from '@/components/builder/panes';
import { useNotes } from '@/components/ui/notes';
import { useAppLocale, useSay } from '@/components/ui/say';
import { applyEdit } from '@/engine/form/edit/apply';
import { fieldById, itemAt } from '@/engine/form/edit/bundle';
import type { FormEdit, Place } from '@/engine/form/edit/command';
import { layoutItemsOf, type LayoutItem } from '@/engine/form/layout';
import type { SaidProblem } from '@/engine/kernel/api';
import type { FieldType } from '@/engine/kernel/contract';
import { documentId } from '@/engine/kernel/ids';
import { LOCALES, type Text } from '@/engine/kernel/text';
import type { FormBuilding } from './context';
import type { EntityTab } from './FormProperties';
import { useItemName } from './layout/useItemName';
import { newField } from './newEntity';
import { moveStep, moveTo, nextStop, placeAfter, type Selection } from './places';
import { useOverlayMode } from './overlays/useOverlayMode';
import { useFormDraft } from './useFormDraft';
import { afterRemoving, reversible, useMany } from './useMany';

/** Something that would break; shown before it is done. */
export interface Asked {
  readonly edits: readonly FormEdit[];
  readonly what: string;
  readonly breaks: readonly SaidProblem[];
}
/** The first input of the properties. */
const PANEL_BOX = '[data-property="label"] :is(input, textarea)';
const LABEL_BOX = '[data-property="label"] input';
const focusStop = (id: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-stop="${id}"]`)?.focus());
};
const isSame = (a: SaidProblem, b: SaidProblem): boolean => a.code === b.code && a.message === b.message;

/** All that one can do on the canvas, said aloud as it happens. */
export function useBuildingActions(draft: Draft, showTab: (tab: EntityTab) => void) {
  const t = useTranslations('builder.form');
  const manyWords = useTranslations('formBuilder.many');
  const say = useSay();
  const locale = useAppLocale();
  const announce = useAnnounce();
  const notes = useNotes();
  const { show } = usePanes();
  const bundle = useFormDraft(draft);
  const { entity, form, run } = bundle;
  const [selection, setSelection] = useState<Selection | null>(null);
  const [others, setOthers] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [openRule, setOpenRule] = useState<string | null>(null);

  const nameOf = useItemName();
  const labelOf = (id: string): string => {
    const item = layoutItemsOf(form).find((one) => one.id === id);
    return item ? nameOf(item) : say(entity.fields.find((f) => f.id === id)?.label, t('unnamed'));
  };
  const sectionName = (id: string): string => {
    const at = form.sections.findIndex((s) => s.id === id);
    return say(form.sections[at]?.label, t('sectionN', { n: at + 1 }));
  };
  const select = (next: Selection | null, focus = false, keepOthers = false) => {
    setSelection(next);
    if (!keepOthers) setOthers([]);
    if (!next || !focus) return;
    announce(next.is === 'section' ? sectionName(next.id) : labelOf(next.id));
    focusStop(next.id);
  };
  /** In the language of the screen only: the other falls back to it until somebody translates. */
  const inMyLanguage = (text: Text): Text =>
    Object.fromEntries(LOCALES.map((l) => [l, l === locale ? text[l] : ''])) as Text;
  const taken = () => new Set(entity.fields.flatMap((f) => [f.name, ...(f.aliases ?? [])]));

  const overlays = useOverlayMode(bundle);
  /** What is looked at: places are those of the canvas. */
  const seen = { ...bundle, form: overlays.shown.form };
  const many = useMany(bundle, { selection, others, setOthers }, select);

  const addType = (type: FieldType, at: Place = placeAfter(bundle, selection)) => {
    const field = newField(type, inMyLanguage(type.label), taken());
    run([{ do: 'addField', field, at }]);
    select({ is: 'field', id: field.id });
    announce(t('said.added', { field: say(field.label), section: sectionName(at.section) }));
    show('right', LABEL_BOX);
  };
  const place = (name: string, at: Place = placeAfter(bundle, selection)) => {
    const field = entity.fields.find((f) => f.name === name);
    if (!field) return;
    run([{ do: 'placeField', item: { field: name }, at }]);
    select({ is: 'field', id: field.id }, true);
  };
  const perform = (edit: FormEdit | undefined, stay: Selection) => {
    if (!edit) return announce(t('said.end'));
    const next = applyEdit(seen, edit).draft;
    if (!overlays.takes(edit)) run([edit]);
    setSelection(stay);
    if (edit.do === 'moveField') {
      const items = next.form.sections.find((s) => s.id === edit.to.section)?.items ?? [];
      const { index } = itemAt(next, edit.field);
      announce(
        t('said.moved', {
          field: labelOf(edit.field),
          section: sectionName(edit.to.section),
          at: index + 1,
          of: items.length,
        }),
      );
    }
    focusStop(stay.id);
  };
  const move = (id: string, to: Place) =>
    perform(moveTo(seen, id, to), { is: id.startsWith('itm_') ? 'item' : 'field', id });
  const step = (from: Selection, by: 1 | -1) => {
    if (many.chosen.length > 1) return many.stepAll(by);
    if (from.is !== 'section') return perform(moveStep(seen, from.id, by), from);
    const to = seen.form.sections.findIndex((s) => s.id === from.id) + by;
    const fits = to >= 0 && to < form.sections.length;
    return perform(fits ? { do: 'moveSection', section: from.id, to } : undefined, from);
  };
  const addSection = () => {
    const id = documentId('sec');
    run([{ do: 'addSection', section: { id, columns: 2, items: [] }, index: form.sections.length }]);
    select({ is: 'section', id }, true);
  };
  const addItem = (item: LayoutItem, at: Place = placeAfter(bundle, selection)) => {
    run([{ do: 'addLayoutItem', item, at }]);
    select({ is: 'item', id: item.id });
    announce(t('said.added', { field: nameOf(item), section: sectionName(at.section) }));
    show('right', PANEL_BOX);
  };
  const duplicate = (id: string) => {
    const item = layoutItemsOf(form).find((one) => one.id === id);
    if (item) return addItem({ ...item, id: documentId('itm') }, placeAfter(bundle, { is: 'item', id }));
    const { aliases: _former, ...field } = fieldById(bundle, id);
    const copy = { ...field, id: documentId('fld'), name: nameFrom(field.label.en || field.name, taken(), 'field') };
    run([{ do: 'addField', field: copy, at: placeAfter(bundle, { is: 'field', id }) }]);
    select({ is: 'field', id: copy.id }, true);
  };
  /** Does it, says it, and offers the way back: the edits' own inverse, so that later edits stay. */
  const carryOut = (edits: readonly FormEdit[], what: string) => {
    const { inverse } = reversible(bundle, edits);
    const neighbour = afterRemoving(bundle, many.chosen) ?? nextStop(bundle, selection, -1);
    run(edits);
    select(neighbour, true);
    announce(t('said.removed', { what }));
    notes.undo(t('said.removed', { what }), () => run(inverse));
  };
  const removal = (what: Selection): { readonly edits: readonly FormEdit[]; readonly name: string } => {
    if (what.is === 'section') {
      return { edits: [{ do: 'removeSection', section: what.id }], name: sectionName(what.id) };
    }
    if (what.is === 'item') {
      return { edits: [{ do: 'removeLayoutItem', item: what.id }], name: labelOf(what.id) };
    }
    const ids = many.chosen.includes(what.id) ? many.chosen : [what.id];
    const name = ids.length > 1 ? manyWords('fields', { count: ids.length }) : labelOf(what.id);
    return { edits: ids.map((field) => ({ do: 'removeField', field })), name };
  };
  const remove = (what: Selection) => {
    const target = overlays.overlay ? overlays.targetOf(what) : undefined;
    // Under an overlay nothing is removed: it is not shown there.
    if (target) {
      overlays.put(target, { hide: true });
      return announce(t('said.removed', { what: what.is === 'section' ? sectionName(what.id) : labelOf(what.id) }));
    }
    if (what.is === 'section' && form.sections.length === 1) return announce(t('said.lastSection'));
    const { edits, name } = removal(what);
    const next = reversible(bundle, edits).draft;
    // What breaks is what the check finds after it and did not find before; without an answer, undo is the safety.
    checkDocuments([next.entity, next.form, ...next.roles])
      .catch((): readonly SaidProblem[] => [])
      .then((found) => {
        const breaks = found.filter((p) => p.level !== 'warning' && !draft.problems.some((old) => isSame(old, p)));
        const isHarmless = breaks.length === 0 || next.entity.fields.length === 0;
        if (isHarmless) carryOut(edits, name);
        else setAsked({ edits, what: name, breaks });
      });
  };
  const building: FormBuilding = {
    ...bundle,
    ...many,
    selection,
    problems: draft.problems,
    overlays,
    // An overlay is told one thing at a time.
    choose: (id, how) => (overlays.overlay ? select({ is: 'field', id }, true) : many.choose(id, how)),
    select,
    addType,
    addItem,
    place,
    addSection,
    move,
    step,
    duplicate,
    remove,
    showRights: () => {
      select(null);
      showTab('rights');
    },
    openRule,
    showRule: (id) => {
      select(null);
      setOpenRule(id);
      showTab('rules');
    },
  };
  const answer = (isSure: boolean) => {
    if (isSure && asked) carryOut(asked.edits, asked.what);
    setAsked(null);
  };
  return { building, asked, answer };
}
