'use client';
import { useTranslations } from 'use-intl';
import type { PaletteGroup } from '@/components/builder/Palette';
import { useScope } from '@/components/builder/properties/scope';
import { useSession } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { PageDocument } from '@/engine/kernel/documents.generated';
import { blockTypes } from '@/engine/page/blocks/index.generated';
import { newBlock } from '@/engine/page/edit';
import type { PageBlock } from '../context';

const GROUPS = ['record', 'related', 'people', 'text'] as const;
/** Between the parts of the id of a suggestion: `related:<entity>.<field>`. */
const RELATED = 'related:';

/** What a block starts with, so that it means something before anybody opens its properties. */
const EMPTY_TEXT = { text: { 'zh-CN': '在右侧填写说明。', en: 'Write a note at the right.' } };

/** The block of an entry of the palette. */
export function blockOf(entry: string, page: PageDocument, firstFields: readonly string[]): PageBlock {
  if (entry.startsWith(RELATED)) {
    const [entity = '', via = ''] = entry.slice(RELATED.length).split('.');
    return newBlock('related', { entity, via });
  }
  const initial: { readonly [type: string]: PageBlock['options'] } = {
    text: EMPTY_TEXT,
    fields: { fields: firstFields.slice(0, 4) },
    related: { entity: page.entity, via: '' },
    report: { report: '', via: '' },
  };
  return newBlock(entry, initial[entry]);
}

/** The palette: what points to the record first, then every block that is installed. */
export function usePagePalette(page: PageDocument): readonly PaletteGroup[] {
  const t = useTranslations('page.build');
  const say = useSay();
  const scope = useScope();
  const { plugins } = useSession();
  const suggested = scope.entities.flatMap((entity) =>
    entity.fields
      .filter((field) => field.target === page.entity && field.kind === 'record')
      .map((field) => ({
        id: `${RELATED}${entity.name}.${field.name}`,
        label: t('via', { entity: say(entity.label, entity.name), field: say(field.label, field.name) }),
        icon: <Icon name="table" />,
        words: `${entity.name} ${field.name}`,
      })),
  );
  const groups = GROUPS.map((group) => ({
    title: t(`group.${group}`),
    entries: blockTypes
      .filter((type) => type.group === group && (!type.plugin || plugins.includes(type.plugin)))
      .map((type) => ({
        id: type.type,
        label: say(type.label, type.type),
        hint: say(type.hint),
        icon: <Icon name={type.icon} />,
        words: `${type.label.en} ${type.type}`,
      })),
  }));
  return suggested.length > 0 ? [{ title: t('suggested'), entries: suggested }, ...groups] : groups;
}
