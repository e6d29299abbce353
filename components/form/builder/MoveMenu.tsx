'use client';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsMove } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { useBuilding } from './context';

/** "Move to …": every place a drag could reach, without dragging. It is about what is selected, a field or another item. */
export function MoveMenu({ id, onTakeOff }: { readonly id: string; readonly onTakeOff?: () => void }) {
  const t = useTranslations('builder.form');
  const say = useSay();
  const { form, move, step, selection } = useBuilding();
  const name = (index: number) => say(form.sections[index]?.label, t('sectionN', { n: index + 1 }));
  return (
    <Menu withinPortal shadow="md" position="bottom-end" returnFocus>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('moveTo')} data-move-menu>
          <IconArrowsMove size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => selection && step(selection, -1)}>{t('up')}</Menu.Item>
        <Menu.Item onClick={() => selection && step(selection, 1)}>{t('down')}</Menu.Item>
        <Menu.Divider />
        {form.sections.map((section, index) => (
          <Menu.Item key={section.id} onClick={() => move(id, { section: section.id, index: section.items.length })}>
            {t('endOf', { section: name(index) })}
          </Menu.Item>
        ))}
        {onTakeOff && <Menu.Divider />}
        {onTakeOff && <Menu.Item onClick={onTakeOff}>{t('takeOff')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
