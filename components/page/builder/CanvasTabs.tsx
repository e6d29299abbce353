'use client';
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { addTab } from '@/engine/page/edit';
import { useBuilding } from './context';
import classes from './builder.module.css';

const NEW_TAB = { 'zh-CN': '新标签页', en: 'New tab' };

/** The tabs of the page: one is open and selected by a click. */
export function CanvasTabs() {
  const t = useTranslations('page.build');
  const say = useSay();
  const { page, put, tab, openTab, selected, select } = useBuilding();
  const open = (id: string) => {
    openTab(id);
    select({ is: 'tab', id });
  };
  return (
    <div className={classes.tabs} onClick={(event) => event.stopPropagation()}>
      <div className={classes.tabList} role="tablist" aria-label={t('tab')}>
        {page.tabs.map((one) => (
          <UnstyledButton
            key={one.id}
            role="tab"
            aria-selected={one.id === tab.id}
            className={classes.tab}
            data-selected={(selected?.is === 'tab' && selected.id === one.id) || undefined}
            onClick={() => open(one.id)}
          >
            {one.icon ? <Icon name={one.icon} size={14} /> : null}
            {say(one.label, t('tab'))}
          </UnstyledButton>
        ))}
      </div>
      <Tooltip label={t('addTab')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('addTab')}
          onClick={() => {
            const added = addTab(page, NEW_TAB);
            put(added.page);
            open(added.tab.id);
          }}
        >
          <IconPlus size={15} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
