'use client';
import { Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { scopeField } from '@/components/builder/properties/scope';
import { fieldType } from '@/components/inputs/units';
import { useSay } from '@/components/ui/say';
import { placeOf } from '@/engine/form/edit/bundle';
import type { Item } from '@/engine/form/edit/command';
import { isFieldItem } from '@/engine/form/layout';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from '../context';

const POLICIES = ['keep', 'clearOnSubmit', 'clearNow'] as const;
type Column = NonNullable<Extract<Item, { field: string }>['columns']>[number];

/** What becomes of a cell when a rule hides it: said for the columns that rules hide. */
export function ColumnsHidden({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('formRules.hidden');
  const words = useTranslations('relations.builder');
  const say = useSay();
  const building = useBuilding();
  const item = placeOf(building, field.name)?.item;
  const columns = scopeField(field).columns ?? [];
  const hidden = new Set(
    (building.form.rules ?? [])
      .filter(({ scope }) => scope === field.name)
      .flatMap(({ then }) => then.flatMap((one) => (one.effect === 'show' ? (one.field ?? []) : []))),
  );
  const shown = columns.filter(({ name, type }) => hidden.has(name) && !fieldType(type)?.derive);
  if (!item || !isFieldItem(item) || shown.length === 0) return null;
  const policies = item.columns ?? [];
  const put = (name: string, to: string | null) => {
    const others = policies.filter((one) => one.field !== name);
    const next: Column[] =
      to === null || to === 'keep' ? others : [...others, { field: name, whenHidden: to as Column['whenHidden'] }];
    building.run([{ do: 'changeItem', field: field.name, change: { columns: next.length > 0 ? next : undefined } }]);
  };
  return (
    <Stack gap={4}>
      <Text size="xs" fw={500}>
        {words('hiddenCells')}
      </Text>
      {shown.map(({ name, label }) => (
        <Select
          key={name}
          size="xs"
          label={say(label, name)}
          allowDeselect={false}
          value={policies.find((one) => one.field === name)?.whenHidden ?? 'keep'}
          data={POLICIES.map((value) => ({ value, label: t(value) }))}
          onChange={(to) => put(name, to)}
        />
      ))}
    </Stack>
  );
}
