'use client';
import { AppShell } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { usePathname } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { OfflineStart } from '@/components/offline/OfflineStart';
import { RecordAddContext, type RecordAddProps } from '@/components/record/recordAdd';
import { later } from '@/components/ui/later';
import { SessionProvider, type Session } from './session';
import { SignOutProvider } from './SignOut';
import classes from './shell.module.css';

const TopBar = later(() => import('./TopBar').then((part) => part.TopBar));
const SideNav = later(() => import('./SideNav').then((part) => part.SideNav));
const BottomBar = later(() => import('./BottomBar').then((part) => part.BottomBar));
const CommandPalette = lazy(() => import('./CommandPalette').then((part) => ({ default: part.CommandPalette })));
const RelatedAdd = lazy(() => import('@/components/page/RelatedAdd').then(({ RelatedAdd: add }) => ({ default: add })));
const addRecord = (props: RecordAddProps) => <RelatedAdd {...props} />;

/** The frame of every signed-in screen: navigation at the left (at the bottom on a phone), the bar on top, ⌘K. */
export function AppFrame(props: { session: Session; children: ReactNode }) {
  const t = useTranslations('shell');
  const [isSearching, setSearching] = useState<boolean | undefined>();
  const search = useCallback(() => setSearching(true), []);
  const isPhone = useMediaQuery('(max-width: 48em)', false);
  // On a phone a form has the whole screen.
  const path = usePathname();
  const isForm = path.endsWith('/new');
  // A builder has parts of its own at both sides: the canvas gets the room of the navigation.
  const isBuilder = !isForm && path.split('/').length > 3 && path.startsWith(`${paths.build}/`);
  useHotkeys([['mod+K', search]], []);
  return (
    <SessionProvider session={props.session}>
      <SignOutProvider>
        <OfflineStart />
        <a href="#main" className={classes.skip}>
          {t('skip')}
        </a>
        <AppShell
          navbar={{ width: 228, breakpoint: 'sm', collapsed: { mobile: true, desktop: isBuilder } }}
          header={{ height: 48 }}
          footer={{ height: 56, collapsed: !isPhone || isForm }}
          padding={{ base: 'sm', sm: 'lg' }}
          transitionDuration={0}
        >
          <AppShell.Header className={classes.bar} withBorder>
            <TopBar onSearch={search} />
          </AppShell.Header>
          <AppShell.Navbar className={classes.nav} withBorder aria-label={t('navigation')}>
            <SideNav />
          </AppShell.Navbar>
          <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
            <RecordAddContext value={addRecord}>{props.children}</RecordAddContext>
          </AppShell.Main>
          {isForm ? null : (
            <AppShell.Footer hiddenFrom="sm" withBorder>
              <BottomBar onSearch={search} />
            </AppShell.Footer>
          )}
        </AppShell>
        {isSearching === undefined ? null : (
          <Suspense>
            <CommandPalette isOpen={isSearching} onClose={() => setSearching(false)} />
          </Suspense>
        )}
      </SignOutProvider>
    </SessionProvider>
  );
}
