'use client';
/**
 * The window in which a record is added in place. It holds a form, and forms hold lists in which records are added: so that
 * the two need not import each other, the frame of the screens hands it in.
 */
import { createContext, type ReactNode } from 'react';
import type { RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';

export interface RecordAddProps {
  readonly entity: string;
  /** What makes the new record belong here. */
  readonly prefilled: { readonly [field: string]: Json };
  /** Names the draft on this device: another list of another record has its own. */
  readonly place: string;
  readonly onClose: () => void;
  /** The record as it was made; before the window is closed. */
  readonly onMade?: (record: RecordView) => void;
}
export const RecordAddContext = createContext<((props: RecordAddProps) => ReactNode) | null>(null);
