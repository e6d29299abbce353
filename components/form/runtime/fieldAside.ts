import { createContext, type ReactNode } from 'react';
import type { FieldView } from '@/engine/kernel/api';

/** What stands at the head of a field beside its label: its history, who else edits it. Nothing unless a page says so. */
export const FieldAside = createContext<((field: FieldView) => ReactNode) | null>(null);

/** What stands in the place of a field that a rule hides. Nothing unless a page says so: the builder's preview does. */
export const HiddenField = createContext<((field: FieldView) => ReactNode) | null>(null);
