'use client';
import { useLocalStorage } from '@mantine/hooks';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import { defaultColumns, listFields } from './listState';

interface Remembered {
  readonly shown: readonly string[] | null;
  readonly sizes: { readonly [field: string]: number };
}

/** Which columns a list shows and how wide, remembered on this device for each entity. */
export function useColumns(entity: EntityView) {
  const [remembered, setRemembered] = useLocalStorage<Remembered>({
    key: `trellis.columns:${entity.name}`,
    defaultValue: { shown: null, sizes: {} },
  });
  const fields = listFields(entity);
  const names = remembered.shown ?? defaultColumns(entity);
  const shown = names.flatMap((name): FieldView[] => fields.filter((field) => field.name === name));
  return {
    fields,
    shown,
    sizes: remembered.sizes,
    toggle(name: string): void {
      const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
      setRemembered((before) => ({ ...before, shown: next.length > 0 ? next : names }));
    },
    reset: () => setRemembered({ shown: null, sizes: {} }),
    setSizes: (sizes: { readonly [field: string]: number }) => setRemembered((before) => ({ ...before, sizes })),
  };
}
