'use client';
/** What all parts of the form builder share: the draft, what is selected, and the things one can do. */
import { createContext, useContext } from 'react';
import type { SaidProblem } from '@/engine/kernel/api';
import type { FieldType } from '@/engine/kernel/contract';
import type { LayoutItem } from '@/engine/kernel/documents.generated';
import type { Place } from '@/engine/form/edit/command';
import type { OverlayMode } from './overlays/useOverlayMode';
import type { Selection } from './places';
import type { Many } from './useMany';
import type { FormDraft } from './useFormDraft';

export interface FormBuilding extends FormDraft, Many {
  readonly selection: Selection | null;
  readonly problems: readonly SaidProblem[];
  /** The form as some see it; edits go there while one is open. */
  readonly overlays: OverlayMode;
  /** `focus`: the element on the canvas takes the focus too. */
  select(selection: Selection | null, focus?: boolean): void;
  addType(type: FieldType, at?: Place): void;
  /** Puts what is no field on the form. */
  addItem(item: LayoutItem, at?: Place): void;
  /** Puts a field of the entity back on the form. */
  place(field: string, at?: Place): void;
  addSection(): void;
  move(id: string, to: Place): void;
  step(selection: Selection, step: 1 | -1): void;
  duplicate(id: string): void;
  /** Asks only when something would break. A field that is one of several selected takes them along. */
  remove(selection: Selection): void;
  showRights(): void;
  /** Id of the rule that is open in the panel. */
  readonly openRule: string | null;
  /** Shows the rules, with one of them open. */
  showRule(id: string | null): void;
}
export const BuildingContext = createContext<FormBuilding | null>(null);

export function useBuilding(): FormBuilding {
  const building = useContext(BuildingContext);
  if (!building) throw new Error('useBuilding is used outside of the form builder.');
  return building;
}
