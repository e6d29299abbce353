'use client';
import { AppShell } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link, usePathname } from '@/components/lib/navigation';
import { menuPath, paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { MenuItem } from '@/engine/kernel/api';
import { Logo } from './Logo';
import { useMay, useSession } from './session';
import classes from './shell.module.css';

const MENU_ICON: { readonly [type in MenuItem['type']]: string } = {
  entity: 'table',
  dashboard: 'dashboard',
  report: 'chart-bar',
};

function NavLink(props: { href: string; icon?: string | undefined; fallback: string; label: string; count?: number }) {
  const path = usePathname();
  const isHere = props.href === '/' ? path === '/' : path === props.href || path.startsWith(`${props.href}/`);
  return (
    <Link href={props.href} className={classes.link} aria-current={isHere ? 'page' : undefined}>
      <Icon name={props.icon} fallback={props.fallback} />
      <span className={classes.label}>{props.label}</span>
      {props.count ? <span className={classes.count}>{props.count > 99 ? '99+' : props.count}</span> : null}
    </Link>
  );
}

/** My work, the menus of the installed packages, and Build and Admin for those who may. */
export function SideNav() {
  const t = useTranslations('shell');
  const say = useSay();
  const { menus, counts } = useSession();
  const mayBuild = useMay('build');
  const mayAdmin = useMay('admin');
  const mayKeys = useMay('keys');
  return (
    <>
      <AppShell.Section>
        <Link href={paths.home} className={classes.workspace}>
          <Logo />
          Trellis
        </Link>
        <NavLink href={paths.home} fallback="home" label={t('home')} />
        <NavLink href={paths.inbox} fallback="inbox" label={t('inbox')} count={counts.tasks} />
      </AppShell.Section>
      <AppShell.Section grow>
        {menus.map((group, index) => (
          <div key={index}>
            <div className={classes.group}>{say(group.label)}</div>
            {group.items.map((item) => (
              <NavLink
                key={`${item.type}:${item.name}`}
                href={menuPath(item)}
                icon={item.icon}
                fallback={MENU_ICON[item.type]}
                label={say(item.label, item.name)}
              />
            ))}
          </div>
        ))}
      </AppShell.Section>
      <AppShell.Section>
        <NavLink href={paths.trash()} fallback="trash" label={t('trash')} />
        {mayBuild ? (
          <>
            <div className={classes.group}>{t('build')}</div>
            <NavLink href={paths.build} fallback="tool" label={t('documents')} />
          </>
        ) : null}
        {mayAdmin || mayKeys ? <div className={classes.group}>{t('admin')}</div> : null}
        {mayAdmin ? (
          <>
            <NavLink href={paths.people} fallback="users" label={t('people')} />
            <NavLink href={paths.departments} fallback="sitemap" label={t('departments')} />
            <NavLink href={paths.packages} fallback="package" label={t('packages')} />
            <NavLink href={paths.audit} fallback="history" label={t('audit')} />
          </>
        ) : null}
        {mayKeys ? <NavLink href={paths.keys} fallback="key" label={t('keys')} /> : null}
      </AppShell.Section>
    </>
  );
}
