'use client';
import { useMediaQuery } from '@mantine/hooks';
import type { FieldView } from '@/engine/kernel/api';

export const columnsOf = (field: FieldView): readonly FieldView[] =>
  (field.fields ?? []).filter((column) => !column.system);
export const usePhone = (): boolean => useMediaQuery('(max-width: 48em)', false);
