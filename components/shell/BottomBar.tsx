'use client';
import { Drawer, Indicator, NavLink, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link, usePathname } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { useSession } from './session';
import { SideNav } from './SideNav';
import classes from './shell.module.css';

/** On a phone: work, search, new, inbox, and everything else under "more". */
export function BottomBar(props: { onSearch: () => void }) {
  const t = useTranslations('shell');
  const path = usePathname();
  const { counts } = useSession();
  const [sheet, setSheet] = useState<'new' | 'more' | null>(null);
  const close = () => setSheet(null);
  return (
    <nav className={classes.bottom} aria-label={t('navigation')}>
      <Link href={paths.home} className={classes.tab} aria-current={path === '/' ? 'page' : undefined}>
        <Icon name="home" size={20} />
        {t('tab.work')}
      </Link>
      <UnstyledButton className={classes.tab} onClick={props.onSearch}>
        <Icon name="search" size={20} />
        {t('tab.search')}
      </UnstyledButton>
      <UnstyledButton className={classes.tab} onClick={() => setSheet('new')}>
        <Icon name="plus" size={20} />
        {t('tab.new')}
      </UnstyledButton>
      <Link href={paths.inbox} className={classes.tab} aria-current={path.startsWith(paths.inbox) ? 'page' : undefined}>
        <Indicator disabled={counts.tasks === 0} size={8} color="red">
          <Icon name="inbox" size={20} />
        </Indicator>
        {t('tab.inbox')}
      </Link>
      <UnstyledButton className={classes.tab} onClick={() => setSheet('more')}>
        <Icon name="list" size={20} />
        {t('tab.more')}
      </UnstyledButton>
      <Drawer opened={sheet === 'new'} onClose={close} position="bottom" title={t('newWhat')} size="auto">
        <NewList onPick={close} />
      </Drawer>
      <Drawer opened={sheet === 'more'} onClose={close} position="left" size="78%" title={t('navigation')}>
        <div onClick={close}>
          <SideNav />
        </div>
      </Drawer>
    </nav>
  );
}

function NewList(props: { onPick: () => void }) {
  const say = useSay();
  const entities = useRead('entity.list', {});
  return (entities.data?.entities ?? [])
    .filter((entity) => entity.can.create && !entity.isPlatform)
    .map((entity) => (
      <NavLink
        key={entity.name}
        component={Link}
        href={paths.create(entity.name)}
        onClick={props.onPick}
        label={say(entity.label, entity.name)}
        leftSection={<Icon name={entity.icon} fallback="table" />}
      />
    ));
}
