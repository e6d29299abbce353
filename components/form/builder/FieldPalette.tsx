'use client';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Palette, type PaletteEntry, type PaletteGroup } from '@/components/builder/Palette';
import { fieldType } from '@/components/inputs/units';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { fieldItemsOf } from '@/engine/form/layout';
import { fieldTypes } from '@/engine/form/fields/index.generated';
import type { FieldType } from '@/engine/kernel/contract';
import { useBuilding } from './context';
import { itemOfPalette, useLayoutGroup } from './layout/palette';

const GROUPS: readonly FieldType['group'][] = ['text', 'number', 'choice', 'date', 'relation', 'computed', 'other'];
/** Behind all that have a rank; equals stay as they are, by name. */
const LAST = 100;
export const PALETTE_KIND = 'palette';
/** Palette ids: a field type, or a field of the entity that is not on the form. */
export const typeId = (type: string): string => `type:${type}`;
export const unplacedId = (field: string): string => `field:${field}`;

/** Every field type by group, and the fields of the entity that are not on this form. */
export function FieldPalette() {
  const t = useTranslations('builder.form');
  const say = useSay();
  const building = useBuilding();
  const { entity, form } = building;
  const types = useMemo(
    (): readonly PaletteGroup[] =>
      GROUPS.map((group) => ({
        title: t(`group.${group}`),
        entries: fieldTypes
          .filter((type) => type.group === group)
          .sort((a, b) => (a.rank ?? LAST) - (b.rank ?? LAST))
          .map((type) => ({
            id: typeId(type.type),
            label: say(type.label, type.type),
            hint: say(type.hint),
            words: `${type.label.en} ${type.label['zh-CN']}`,
            icon: <Icon name={type.icon} size={16} />,
          })),
      })),
    [say, t],
  );
  const placed = new Set(fieldItemsOf(form).map((item) => item.field));
  const unplaced = entity.fields
    .filter((field) => !placed.has(field.name))
    .map((field) => ({
      id: unplacedId(field.name),
      label: say(field.label, field.name),
      icon: <Icon name={fieldType(field.type)?.icon} size={16} />,
    }));
  const layout = useLayoutGroup();
  const own = unplaced.length > 0 ? [{ title: t('unplaced'), entries: unplaced }] : [];
  const groups = [...own, ...types, layout];
  const add = (entry: PaletteEntry) => addFromPalette(entry.id, building);
  return <Palette kind={PALETTE_KIND} groups={groups} onAdd={add} />;
}

/** Adds what a palette id stands for, at a place or after the selection. */
export function addFromPalette(
  id: string,
  building: Pick<ReturnType<typeof useBuilding>, 'addType' | 'addItem' | 'place'>,
  at?: Parameters<ReturnType<typeof useBuilding>['addType']>[1],
): void {
  const item = itemOfPalette(id);
  if (item) return building.addItem(item, at);
  const name = id.slice(id.indexOf(':') + 1);
  const type = id === typeId(name) ? fieldType(name) : undefined;
  if (type) building.addType(type, at);
  else if (id === unplacedId(name)) building.place(name, at);
}
