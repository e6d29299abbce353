'use client';
import { Box, Group, Kbd, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { OfflineNote } from '@/components/offline/OfflineNote';
import { Icon } from '@/components/ui/icons';
import { Bell } from './Bell';
import { Breadcrumb } from './Breadcrumb';
import { LanguageSwitch } from './LanguageSwitch';
import { Logo } from './Logo';
import { MeMenu } from './MeMenu';
import classes from './shell.module.css';

/** Where am I, search, language, notifications, me. */
export function TopBar(props: { onSearch: () => void }) {
  const t = useTranslations('shell');
  return (
    <Group h="100%" px={{ base: 'sm', sm: 'md' }} justify="space-between" wrap="nowrap" gap="sm">
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Box hiddenFrom="sm" component={Link} href={paths.home} aria-label={t('home')} display="flex">
          <Logo />
        </Box>
        <Breadcrumb />
      </Group>
      <Group gap={6} wrap="nowrap">
        <OfflineNote />
        <UnstyledButton className={classes.search} onClick={props.onSearch} visibleFrom="sm">
          <Icon name="search" size={15} />
          <span className={classes.label}>{t('search.open')}</span>
          <Kbd size="xs">⌘K</Kbd>
        </UnstyledButton>
        <LanguageSwitch />
        <Bell />
        <MeMenu />
      </Group>
    </Group>
  );
}
