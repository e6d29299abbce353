'use client';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsMove } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { useBuilding } from './context';

/** "Move to …": every place a drag could reach, without dragging. */
export function MoveMenu({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.form');
  const say = useSay();
  const { form, move, step, run, select } = useBuilding();
  const name = (index: number) => say(form.sections[index]?.label, t('sectionN', { n: index + 1 }));
  return (
    <Menu withinPortal shadow="md" position="bottom-end" returnFocus>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('moveTo')} data-move-menu>
          <IconArrowsMove size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => step({ is: 'field', id: field.id }, -1)}>{t('up')}</Menu.Item>
        <Menu.Item onClick={() => step({ is: 'field', id: field.id }, 1)}>{t('down')}</Menu.Item>
        <Menu.Divider />
        {form.sections.map((section, index) => (
          <Menu.Item
            key={section.id}
            onClick={() => move(field.id, { section: section.id, index: section.items.length })}
          >
            {t('endOf', { section: name(index) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => {
            run([{ do: 'unplaceField', field: field.name }]);
            select(null);
          }}
        >
          {t('takeOff')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
