'use client';
import { Select } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { placeOf } from '@/engine/form/edit/bundle';
import type { Item } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { fieldType } from '@/components/inputs/units';
import { useBuilding } from './context';

const POLICIES = ['keep', 'clearOnSubmit', 'clearNow'] as const;

/** What becomes of the field's value when a rule hides it. */
export function HiddenControl({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('formRules.hidden');
  const building = useBuilding();
  const place = placeOf(building, field.name);
  if (!place || fieldType(field.type)?.derive) return null;
  return (
    <Select
      size="xs"
      label={t('label')}
      allowDeselect={false}
      value={place.item.whenHidden ?? 'keep'}
      data={POLICIES.map((value) => ({ value, label: t(value) }))}
      onChange={(to) =>
        building.run([
          {
            do: 'changeItem',
            field: field.name,
            change: { whenHidden: to === 'keep' ? undefined : (to as Item['whenHidden']) },
          },
        ])
      }
    />
  );
}
