'use client';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/builder/announce';
import { call } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import { applyEdit } from '@/engine/form/edit/apply';
import { placeOf } from '@/engine/form/edit/bundle';
import type { FormEdit, Place } from '@/engine/form/edit/command';
import { fieldNameOf } from '@/engine/form/layout';
import { clipOf, countOfClip, paste, readClip, strangers, type Clip } from './clipboard';
import { fieldsBetween, moveAllStep, moveAllTo, nextStop, placeAfter, type Selection } from './places';
import type { FormDraft } from './useFormDraft';

/** People and departments are no documents, and are everywhere. */
const PLATFORM = ['person', 'department'];

export interface Many {
  /** Ids of the selected fields in the order of the form; one, several or none. */
  readonly chosen: readonly string[];
  /** Adds a field to the selection or takes it out; `range`: everything up to it. */
  choose(id: string, how: 'toggle' | 'range'): void;
  /** All fields of the section the selection stands in. */
  chooseSection(): void;
  /** Moves all that are selected. */
  moveAll(to: Place): void;
  stepAll(by: 1 | -1): void;
  /** What is selected, as text for the clipboard; undefined where nothing is. */
  copy(): string | undefined;
  /** Puts what was copied after the selection; false for any other text. */
  paste(text: string): boolean;
  duplicateAll(): void;
}

/** Several fields at once, and the clipboard. */
export function useMany(
  bundle: FormDraft,
  state: {
    readonly selection: Selection | null;
    /** Fields that are selected beside it. */
    readonly others: readonly string[];
    readonly setOthers: (ids: readonly string[]) => void;
  },
  select: (next: Selection | null, focus?: boolean, keepOthers?: boolean) => void,
): Many {
  const { selection, others, setOthers } = state;
  const t = useTranslations('formBuilder.many');
  const say = useSay();
  const announce = useAnnounce();
  const notes = useNotes();
  const { run, entity, form } = bundle;
  const set = new Set(selection?.is === 'field' ? [selection.id, ...others] : []);
  const order = form.sections.flatMap(({ items }) =>
    items.flatMap((item) => entity.fields.find(({ name }) => name === fieldNameOf(item))?.id ?? []),
  );
  const chosen = order.filter((id) => set.has(id));
  const tell = (count: number) => announce(t('chosen', { count }));
  const choose: Many['choose'] = (id, how) => {
    if (selection?.is !== 'field') return select({ is: 'field', id }, true);
    if (how === 'range') {
      const range = fieldsBetween(order, others[0] ?? selection.id, id);
      setOthers([others[0] ?? selection.id, ...range]);
      select({ is: 'field', id }, true, true);
      return tell(range.length);
    }
    const next = set.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    const last = next.at(-1);
    setOthers(next);
    if (last) select({ is: 'field', id: set.has(id) ? last : id }, true, true);
    else select(null);
    tell(next.length);
  };
  const put = (edits: readonly FormEdit[]) => {
    if (edits.length === 0) return announce(t('end'));
    run(edits);
    announce(t('moved', { count: chosen.length }));
  };
  /** Says which relations point to what is not here; without an answer the check of the draft says it. */
  const tellStrangers = (clip: Clip) =>
    call('document.list', { kind: 'entity' })
      .then(({ documents }) => {
        const lost = strangers(clip, new Set([...PLATFORM, ...documents.map(({ name }) => name)]));
        if (lost.length === 0) return;
        const list = lost.map(({ field, target }) => t('points', { field: say(field.label, field.name), target }));
        notes.done(t('strangers', { list: list.join(t('comma')) }));
      })
      .catch(() => undefined);
  const pasteText: Many['paste'] = (text) => {
    const clip = readClip(text);
    if (!clip) return false;
    const { edits, fields } = paste(bundle, clip, placeAfter(bundle, selection));
    run(edits);
    const [first] = fields;
    setOthers(fields);
    if (first) select({ is: 'field', id: first }, true, true);
    announce(t('pasted', { count: countOfClip(clip) }));
    tellStrangers(clip);
    return true;
  };
  const copy: Many['copy'] = () => {
    if (!selection) return undefined;
    const clip = clipOf(
      bundle,
      selection.is === 'section'
        ? { section: selection.id }
        : { fields: selection.is === 'item' ? [selection.id] : chosen },
    );
    announce(t('copied', { count: countOfClip(clip) }));
    return JSON.stringify(clip);
  };
  return {
    chosen,
    choose,
    chooseSection: () => {
      const field = entity.fields.find(({ id }) => id === selection?.id);
      const place = field && placeOf(bundle, field.name);
      const section = form.sections.find(({ id }) => id === (place?.section ?? selection?.id));
      const ids = (section?.items ?? []).flatMap(
        (i) => entity.fields.find(({ name }) => name === fieldNameOf(i))?.id ?? [],
      );
      const [first] = ids;
      if (!first) return;
      setOthers(ids);
      select({ is: 'field', id: place && selection ? selection.id : first }, true, true);
      tell(ids.length);
    },
    moveAll: (to) => put(moveAllTo(bundle, chosen, to)),
    stepAll: (by) => {
      put(moveAllStep(bundle, chosen, by));
      if (selection) select(selection, true, true);
    },
    copy,
    paste: pasteText,
    duplicateAll: () => {
      const text = JSON.stringify(clipOf(bundle, { fields: chosen }));
      const clip = readClip(text);
      const last = chosen.at(-1);
      if (!clip || !last) return;
      const { edits, fields } = paste(bundle, clip, placeAfter(bundle, { is: 'field', id: last }));
      run(edits);
      setOthers(fields);
      if (fields[0]) select({ is: 'field', id: fields[0] }, true, true);
      announce(t('pasted', { count: fields.length }));
    },
  };
}

/** Where the selection goes when several fields are deleted: before the first of them. */
export function afterRemoving(bundle: FormDraft, chosen: readonly string[]): Selection | null {
  const [first] = chosen;
  return first ? nextStop(bundle, { is: 'field', id: first }, -1) : null;
}

/** Edits one after the other, with the edits that take them back in their order. */
export function reversible(bundle: FormDraft, edits: readonly FormEdit[]) {
  let draft: Parameters<typeof applyEdit>[0] = bundle;
  const inverse: FormEdit[] = [];
  for (const edit of edits) {
    const done = applyEdit(draft, edit);
    draft = done.draft;
    inverse.unshift(done.inverse);
  }
  return { draft, inverse };
}
