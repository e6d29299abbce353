'use client';
import { lazyDisplay, lazyInput } from '../lazy';
import type { InputUnit } from '../types';

/** Rows are drawn by much that a form without them does not need. */
export const lines: InputUnit = {
  Input: lazyInput(async () => (await import('./Lines')).Input, 180),
  Display: lazyDisplay(async () => (await import('./ReadRows')).Display),
  isWide: true,
};
