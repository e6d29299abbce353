'use client';
import { Checkbox, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { isFieldItem } from '@/engine/form/layout';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { Text as Words } from '@/engine/kernel/text';
import { useBuilding } from '../context';
import { useItemName } from '../layout/useItemName';
import { usePrint } from './usePrint';

interface Part {
  /** As `without` names it. */
  readonly key: string;
  readonly label: string;
  readonly parts: readonly Part[];
}

/** What the form has to print: sections, what stands in them, columns of line items. */
function useParts(): readonly Part[] {
  const t = useTranslations('print.builder');
  const say = useSay();
  const itemName = useItemName();
  const { entity, form } = useBuilding();
  const fields = new Map(entity.fields.map((field) => [field.name, field]));
  const ofField = (field: FieldUse): Part => ({
    key: field.name,
    label: say(field.label, field.name),
    parts: columnsOf(field).map(({ name, label }) => ({
      key: `${field.name}.${name}`,
      label: say(label, name),
      parts: [],
    })),
  });
  return form.sections.map((section, index) => ({
    key: section.id,
    label: say(section.label) || t('section', { n: index + 1 }),
    parts: section.items.flatMap((item): readonly Part[] => {
      if (!isFieldItem(item)) return [{ key: item.id, label: itemName(item), parts: [] }];
      const field = fields.get(item.field);
      return field ? [ofField(field)] : [];
    }),
  }));
}

const columnsOf = ({ options }: FieldUse): readonly { readonly name: string; readonly label: Words }[] => {
  const columns = (options as { readonly fields?: unknown } | undefined)?.fields;
  return Array.isArray(columns) ? (columns as readonly { name: string; label: Words }[]) : [];
};

/** Ticks for everything the form has: what is not ticked stays off the paper. */
export function PrintedParts() {
  const t = useTranslations('print.builder');
  const { print, change } = usePrint();
  const parts = useParts();
  const known = new Set(parts.flatMap(keysOf));
  // What is not on the form any more goes with the next change.
  const without = new Set((print.without ?? []).filter((key) => known.has(key)));
  const put = (key: string, isPrinted: boolean) => {
    const next = new Set(without);
    if (isPrinted) next.delete(key);
    else next.add(key);
    change({ without: next.size > 0 ? [...next] : undefined }, 'without');
  };
  const draw = (part: Part, isOff: boolean) => {
    const isPrinted = !without.has(part.key);
    return (
      <Stack key={part.key} gap={6}>
        <Checkbox
          size="xs"
          label={part.label}
          checked={isPrinted && !isOff}
          disabled={isOff}
          onChange={(event) => put(part.key, event.currentTarget.checked)}
        />
        {part.parts.length > 0 ? (
          <Stack gap={6} pl="lg">
            {part.parts.map((one) => draw(one, isOff || !isPrinted))}
          </Stack>
        ) : null}
      </Stack>
    );
  };
  return (
    <Stack gap="xs" role="group" aria-label={t('parts')}>
      <Text size="xs" fw={500}>
        {t('parts')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('partsHelp')}
      </Text>
      {parts.map((part) => draw(part, false))}
    </Stack>
  );
}

const keysOf = (part: Part): readonly string[] => [part.key, ...part.parts.flatMap(keysOf)];
