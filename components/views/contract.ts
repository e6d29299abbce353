/**
 * What a view type is to the list that shows it. To add one, make the folder `components/views/<type>/`:
 *
 * - `type.ts`: its declaration (`ViewType` of engine/kernel/contract, default export). No React: the server checks saved
 *   views by it: options against their schema, and the fields its `needs` name.
 * - `index.tsx`: `export default { Component } satisfies ViewUnit`. Loaded when the view is first shown.
 *
 * `npm run collect` finds it; tabs, menu, saving, filter, search, address, side panel and rights come from the list.
 */
import type { ComponentType } from 'react';
import type { EntityView, FieldView, Input, Output } from '@/engine/kernel/api';
import type { ViewColumn, ViewDefinition } from '@/engine/kernel/documents.generated';

/** A column with the field it shows. */
export interface ShownColumn extends ViewColumn {
  /** A field of the entity, or the last one of a path along relations (then it cannot be edited). */
  readonly shown: FieldView;
  /** "Region › Name" in the reader's language. */
  readonly label: string;
  readonly isFar: boolean;
}
/** Which records: everything `record.list` and `record.groups` need but page and fields. */
export type ListQuestion = Pick<Input<'record.list'>, 'entity' | 'filter' | 'search' | 'sort'>;

export interface ViewProps {
  /** What the viewer may know of the entity. */
  readonly entity: EntityView;
  /** The view as it stands now: as saved, with the changes of this person on top. */
  readonly definition: ViewDefinition;
  readonly columns: readonly ShownColumn[];
  readonly question: ListQuestion;
  /** The first page, when the server has read it for exactly this question. */
  readonly first: Output<'record.list'> | undefined;
  /** Changes what is shown; the person is offered to save it. */
  change(change: Partial<ViewDefinition>): void;
  /** The record in the side panel, or null. */
  readonly openId: string | null;
  /** Opens a record in the side panel; null closes it. */
  open(id: string | null): void;
  /** Where in the view one stands, in the words of the view type (a month of a calendar); it is part of the address. */
  readonly at: string | null;
  goTo(at: string | null): void;
  /** Records that are ticked: for the bar of actions below. */
  readonly selection: Selection;
  select(selection: Selection): void;
}
/** Ticked records by id, or all that the question finds (`isAll`) but those in `ids`. */
export interface Selection {
  readonly isAll: boolean;
  readonly ids: ReadonlySet<string>;
}
export const NOTHING_SELECTED: Selection = { isAll: false, ids: new Set() };
export const isSelected = (selection: Selection, id: string): boolean => selection.ids.has(id) !== selection.isAll;

export interface ViewUnit {
  readonly Component: ComponentType<ViewProps>;
}
export type ViewUnitLoader = () => Promise<{ readonly default: ViewUnit }>;
