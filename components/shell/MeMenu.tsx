'use client';
import {
  ActionIcon,
  Menu,
  SegmentedControl,
  Text,
  VisuallyHidden,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import { useSay } from '@/components/ui/say';
import { useSession } from './session';
import { useSignOut } from './SignOut';

/** Who I am, light or dark, sign out. */
export function MeMenu() {
  const t = useTranslations('shell');
  const says = useTranslations('offline.note');
  const say = useSay();
  const { viewer } = useSession();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="transparent" size={30}>
          <PersonAvatar size={26} name={viewer.name} />
          <VisuallyHidden>{t('me.open', { name: viewer.name })}</VisuallyHidden>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} size="sm" c="var(--mantine-color-text)">
            {viewer.name}
          </Text>
          <Text size="xs">{viewer.email}</Text>
          <Text size="xs">
            {[viewer.department?.title, ...viewer.roles.map((role) => say(role.label, role.name))]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('theme.title')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
            data={[
              { value: 'auto', label: t('theme.auto') },
              { value: 'light', label: t('theme.light') },
              { value: 'dark', label: t('theme.dark') },
            ]}
          />
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} href={paths.outbox} closeMenuOnClick leftSection={<Icon name="clock" />}>
          {says('open')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="arrow-back-up" />} onClick={signOut}>
          {t('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
