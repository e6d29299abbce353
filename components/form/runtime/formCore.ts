'use client';
/**
 * The heart of a form while it is filled in. Values live in react-hook-form, everything else in FieldStates; both are
 * subscribed to per field. On a change the rules that read the field run outside of React, so a keystroke draws one
 * field and whatever a rule really changed.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTimeZone } from 'use-intl';
import { keyed, rowsOf } from '@/components/inputs/lines/rows';
import type { LineRules } from '@/components/inputs/lines/types';
import { useAppLocale } from '@/components/ui/say';
import type { Explanation } from '@/engine/form/explain';
import { formProblems } from '@/engine/form/problems';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { sentence, type Problem } from '@/engine/kernel/problems';
import type { FieldStates } from './fieldStates';
import { FillState, withFills } from './fills';
import { Nearness, useShownInPrint } from './nearness';
import { useOverlaid } from './overlaid';
import { lineRulesOf, withRuledCells } from './lineRules';
import { FormLogic, type LogicInput } from './logic';
import { initialStates, putEffect, setErrors } from './standing';
import { useFormStore, type FormStore } from './formValues';
import { useRelated } from './useRelated';
import {
  changedValues,
  isSameValue,
  newValues,
  plannedFields,
  planSections,
  type PlannedPage,
  type PlannedSection,
  type Values,
} from './plan';

const valuesOf = (form: FormStore): Values => form.getValues() as Values;

export type SaidAt = { readonly path: readonly (string | number)[]; readonly message: string };

export interface FormCore {
  /** The entity, as the person may know it. */
  readonly entity: EntityView;
  /** The record, as it was opened; null: a new one. */
  readonly record: RecordView | null;
  /** To look at: nothing is started or added. */
  readonly isPreview: boolean;
  readonly sections: readonly PlannedSection[];
  readonly fields: readonly FieldView[];
  readonly states: FieldStates;
  /** Which fields are drawn with their inputs. */
  readonly nearness: Nearness;
  readonly form: FormStore;
  /** The values the server has. */
  start(): Values;
  /** What differs from the server, ready to be written; only fields that may be edited. */
  changed(): Values;
  /** Everything that may be edited or was computed, for a new record. */
  all(): Values;
  /** Checks every visible field; problems are shown at their fields. Returns them in the order of the form. */
  checkAll(): readonly SaidAt[];
  checkOne(name: string): boolean;
  /** `checkAll` of some fields: those of a page. */
  checkSome(names: readonly string[]): readonly SaidAt[];
  /** Pages in order; none when the form is one page. */
  readonly pages: readonly PlannedPage[];
  readonly hasReview: boolean;
  /** Brings the page or tab of a field to the front. */
  reveal(name: string): void;
  onReveal(listener: (name: string) => void): () => void;
  /** Shows problems (of the server) at their fields; returns those that belong to no field here. */
  showProblems(problems: readonly SaidAt[]): readonly SaidAt[];
  /** The server took these values: they are the new start. */
  accept(values: Values): void;
  onChange(listener: (name: string) => void): () => void;
  /** What the rows of line items are by the rules; undefined for every other field. Always the same object. */
  lineRules(name: string): LineRules | undefined;
  /** Values that chosen records would fill in where others stand: to be asked. */
  readonly fills: FillState;
  /** What `run` puts was there before (a draft, what the server has): no record is chosen by it. */
  restoring(run: () => void): void;
  /** Why a field stands as it does. */
  explain(name: string): Explanation | undefined;
}

export interface FormCoreInput extends LogicInput {
  readonly values: Values;
  readonly editable: readonly string[];
  /** The record that is open, for lists and buttons of the form. */
  readonly record?: RecordView | null | undefined;
  readonly isPreview?: boolean | undefined;
}

/** Made once; a form keeps what it was opened with. Change its `key` to open another. */
export function useFormCore(given: FormCoreInput): FormCore {
  const input = useOverlaid(given);
  const locale = useAppLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const form = useFormStore(useState(() => withKeyedRows(input))[0]);
  const start = useRef<Values>(input.values);
  const reveals = useRef(new Set<(name: string) => void>());
  const hasChanged = useRef(false);
  const listeners = useRef(new Set<(name: string) => void>());
  const [made] = useState(() => {
    // What an overlay hides is checked and sent all the same: it is only not drawn.
    const fields = plannedFields(input.document.overlays ? planSections(input.document, input.entity) : input.sections);
    const logic = new FormLogic(input, timeZone, input.values);
    const { pages = [], review: hasReview = false } = input.document;
    const nearness = new Nearness(fields.map(({ name }) => name));
    const states = initialStates(fields, logic, input);
    const fills = new FillState(form, logic, new Set(input.editable));
    return { entity: input.entity, fields, logic, nearness, pages, hasReview, states, fills };
  });
  const { fields, logic, states, fills } = made;
  useShownInPrint(made.nearness);

  const core = useMemo((): FormCore => {
    const { entity, nearness, pages, hasReview } = made;
    const editable = new Set(input.editable);
    const lists = new Map(
      fields
        .filter((field) => field.fields)
        // eslint-disable-next-line react-hooks/refs -- read when a step is taken back, not while drawing
        .map(({ name }): [string, LineRules] => [
          name,
          lineRulesOf(name, states, logic, () => start.current[name] ?? null),
        ]),
    );
    const byName = new Map(fields.map((field) => [field.name, field]));
    const say = (problem: Problem): SaidAt => ({
      path: problem.path,
      message: sentence(formProblems, problem, locale),
    });
    const isOpen = (name: string): boolean => states.get(name).isEditable && states.get(name).isVisible;
    const writable = () => fields.filter((field) => editable.has(field.name));
    const look = (name: string): readonly SaidAt[] => {
      const found = problemsOf(name);
      setErrors(states, name, found);
      return found;
    };
    const checkOne = (name: string): boolean => look(name).length === 0;
    const problemsOf = (name: string) => (isOpen(name) ? logic.check(name) : logic.errors(name)).map(say);
    const sentValues = (): Values => ({ ...valuesOf(form), ...Object.fromEntries(logic.cleared()) });
    return {
      entity,
      record: input.record ?? null,
      isPreview: input.isPreview ?? false,
      sections: input.sections,
      fields,
      states,
      nearness,
      form,
      start: () => start.current,
      changed: () => withFills(changedValues(writable(), start.current, sentValues()), writable(), form, logic),
      all: () => withFills(newValues(writable(), start.current, sentValues()), writable(), form, logic),
      checkAll: () => [...fields.flatMap(({ name }) => look(name)), ...logic.errors().map(say)],
      checkOne,
      checkSome: (names) => names.flatMap(look),
      pages,
      hasReview,
      reveal: (name) => reveals.current.forEach((listener) => listener(name)),
      onReveal(listener) {
        reveals.current.add(listener);
        return () => reveals.current.delete(listener);
      },
      showProblems(problems) {
        const here = problems.filter((problem) => byName.has(String(problem.path[0])));
        for (const name of new Set(here.map((problem) => String(problem.path[0])))) {
          setErrors(
            states,
            name,
            here.filter((problem) => problem.path[0] === name),
          );
        }
        return problems.filter((problem) => !here.includes(problem));
      },
      accept(values) {
        start.current = { ...start.current, ...values };
      },
      fills,
      restoring: (run) => logic.fills.changing('restore', run),
      lineRules: (name) => lists.get(name),
      explain: (name) => logic.explain({ field: name, isEditable: editable.has(name) }),
      onChange(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    };
  }, [fields, fills, form, input.editable, input.isPreview, input.record, input.sections, locale, logic, made, states]);

  useEffect(() => {
    const editable = new Set(input.editable);
    const byName = new Map(fields.map((field) => [field.name, field]));
    for (const field of fields) putValue(field);
    return form.subscribe({
      formState: { values: true },
      callback: ({ name }) => {
        if (!name) return;
        // A value that is being corrected is no longer wrong until it is looked at again.
        if (states.get(name).error) states.set(name, { error: undefined, errors: undefined });
        hasChanged.current = true;
        for (const other of logic.change(name, (form.getValues(name) ?? null) as Json)) put(other, name);
        listeners.current.forEach((listener) => listener(name));
        fills.put();
      },
    });

    /** Brings what the rules came to where the field listens; the field being typed in keeps what is typed. */
    function put(name: string, typed?: string): void {
      putEffect(states, logic, editable, name, hasChanged.current);
      const field = byName.get(name);
      if (field) putValue(field, typed);
    }
    function putValue(field: FieldView, typed?: string): void {
      const { name } = field;
      const present = (form.getValues(name) ?? null) as Json;
      // Rows keep their keys, and cells what is typed in them: only what rules hold is put there.
      const value = field.fields ? withRuledCells(name, present, states, logic) : logic.value(name);
      if (value === present || (name === typed && !field.fields)) return;
      if (field.fields || !isSameValue(field, value, present)) form.setValue(name, value, { shouldDirty: true });
    }
  }, [fields, fills, form, input.editable, logic, states]);
  useRelated(form, logic, (changed) => {
    const editable = new Set(input.editable);
    for (const name of changed) {
      putEffect(states, logic, editable, name, hasChanged.current);
      const field = fields.find((item) => item.name === name);
      const present = (form.getValues(name) ?? null) as Json;
      const value = field?.fields ? withRuledCells(name, present, states, logic) : logic.value(name);
      if (field && value !== present && !isSameValue(field, value, present)) form.setValue(name, value);
    }
    fills.put();
  });
  return core;
}

/** Rows get their keys, and the form leaves them as they are (see `asRow`). */
const withKeyedRows = ({ values, entity }: FormCoreInput): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isList = Array.isArray(value) && entity.fields.some((field) => field.name === name && field.fields);
      return [name, isList ? (keyed(rowsOf(value)) as Json) : value];
    }),
  );
