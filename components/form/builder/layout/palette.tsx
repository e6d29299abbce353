'use client';
import { useTranslations } from 'use-intl';
import type { PaletteEntry, PaletteGroup } from '@/components/builder/Palette';
import { useScope } from '@/components/builder/properties/scope';
import { useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { documentId } from '@/engine/kernel/ids';
import { itemTypes } from '@/engine/form/items/index.generated';
import type { ItemType } from '@/engine/kernel/contract';
import type { LayoutItem } from '@/engine/kernel/documents.generated';
import { itemType } from '../../runtime/items';

/** Palette ids: `item:heading`, and with options that were suggested `item:related:{"entity":…}`. */
const PREFIX = 'item:';

/** The palette group of what is no field: every kind of item; of those that know what they may be here, each of that. */
export function useLayoutGroup(): PaletteGroup {
  const t = useTranslations('layout.palette');
  const say = useSay();
  const { entity, entities } = useScope();
  const { plugins } = useSession();
  const plain = (type: ItemType, label = say(type.label, type.type), options?: object): PaletteEntry => ({
    id: PREFIX + type.type + (options ? `:${JSON.stringify(options)}` : ''),
    label,
    hint: say(type.hint),
    words: `${type.label.en} ${type.label['zh-CN']}`,
    icon: <Icon name={type.icon} size={16} />,
  });
  const offered = itemTypes
    .filter(({ plugin }) => !plugin || plugins.includes(plugin))
    .sort((a, b) => a.order - b.order);
  return {
    title: t('title'),
    entries: offered.flatMap((type) => {
      const suggested = entity ? (type.suggest?.(entity.name, entities) ?? []) : [];
      return suggested.length > 0
        ? suggested.map(({ label, options }) => plain(type, `${say(type.label)}: ${say(label)}`, options))
        : [plain(type)];
    }),
  };
}

/** The item that a palette id stands for; undefined for any other id. */
export function itemOfPalette(id: string): LayoutItem | undefined {
  if (!id.startsWith(PREFIX)) return undefined;
  const [name = '', ...rest] = id.slice(PREFIX.length).split(':');
  const type = itemType(name);
  if (!type) return undefined;
  const options = rest.length > 0 ? (JSON.parse(rest.join(':')) as LayoutItem['options']) : type.initial;
  return {
    id: documentId('itm'),
    type: type.type,
    ...(options && Object.keys(options).length > 0 ? { options: { ...options } } : {}),
  };
}
