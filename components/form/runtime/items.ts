/** The items of forms that are no field, by type: what they declare, and how they are drawn. */
import type { ComponentType } from 'react';
import { builtInItemTypes } from '@/engine/form/items/types';
import { itemViews } from '@/engine/form/items/views.generated';
import type { ItemType } from '@/engine/kernel/contract';
import type { LayoutItem } from '@/engine/kernel/documents.generated';
import type { FormCore } from './formCore';

/** Filled in or edited, read (before it is sent, on paper), or on the canvas of the builder. */
export type ItemMode = 'fill' | 'read' | 'build';
export interface ItemProps {
  readonly item: LayoutItem;
  readonly options: { readonly [key: string]: unknown };
  /** A text among the options, in the viewer's language, with the values of the record. */
  readonly words: (option: string) => string;
  readonly mode: ItemMode;
  /** The form it stands on; null on the canvas of the builder. */
  readonly core: FormCore | null;
}
const VIEWS = itemViews as { readonly [type: string]: ComponentType<ItemProps> | undefined };

export const itemType = (type: string): ItemType | undefined => builtInItemTypes.get(type);
export const itemView = (type: string): { readonly View: ComponentType<ItemProps> | undefined } => ({
  View: VIEWS[type],
});
