'use client';
import type { PrintLayout } from '@/engine/kernel/documents.generated';
import type { Text } from '@/engine/kernel/text';
import { useBuilding } from '../context';

type Change = { readonly [K in keyof PrintLayout]?: PrintLayout[K] | undefined };

/** The print layout of the draft, and how to change it; what is left empty goes. */
export function usePrint() {
  const { form, run } = useBuilding();
  const print: PrintLayout = form.print ?? {};
  return {
    print,
    /** @param key changes of the same key in a row are one step back */
    change(change: Change, key: string): void {
      const next = Object.fromEntries(
        Object.entries({ ...print, ...change }).filter(([, value]) => value !== undefined),
      );
      const isEmpty = Object.keys(next).length === 0;
      run([{ do: 'changeForm', change: { print: isEmpty ? undefined : (next as PrintLayout) } }], `form.print.${key}`);
    },
  };
}

/** A text, or nothing where both languages are empty. */
export const filled = (text: Text): Text | undefined => (text.en || text['zh-CN'] ? text : undefined);
