'use client';
import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link, usePathname } from '@/components/lib/navigation';
import { menuPath, paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import { useSession } from './session';

interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** Where am I: the menu entry the address lies under, and what is below it. */
export function Breadcrumb() {
  const t = useTranslations('shell');
  const say = useSay();
  const path = usePathname();
  const { menus } = useSession();
  const places: readonly Crumb[] = [
    ...menus.flatMap((group) =>
      group.items.map((item) => ({ href: menuPath(item), label: say(item.label, item.name) })),
    ),
    { href: paths.inbox, label: t('inbox') },
    { href: paths.build, label: t('build') },
    { href: paths.people, label: t('people') },
    { href: paths.departments, label: t('departments') },
    { href: paths.keys, label: t('keys') },
    { href: paths.packages, label: t('packages') },
  ];
  const place = places.find((p) => path === p.href || path.startsWith(`${p.href}/`));
  if (!place) return path === '/' ? <Text size="sm">{t('home')}</Text> : null;
  const isNew = path === `${place.href}/new`;
  if (path === place.href) {
    return (
      <Text size="sm" truncate>
        {place.label}
      </Text>
    );
  }
  return (
    <Breadcrumbs separatorMargin={6} fz="sm">
      <Anchor component={Link} href={place.href} size="sm" c="dimmed">
        {place.label}
      </Anchor>
      {isNew ? <Text size="sm">{t('new')}</Text> : null}
    </Breadcrumbs>
  );
}
