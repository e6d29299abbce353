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

/** Pages that lie under no menu entry say at least what they are. */
const KINDS = [
  ['/r/', 'report'],
  ['/d/', 'dashboard'],
] as const;

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
  if (!place) {
    const kind = KINDS.find(([prefix]) => path.startsWith(prefix))?.[1];
    return path === '/' || kind ? <Text size="sm">{t(kind ?? 'home')}</Text> : null;
  }
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
