'use client';
import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { menuPath, paths } from '@/components/lib/paths';
import { useAppLocale, useSay } from '@/components/ui/say';
import { useLanguage } from './LanguageSwitch';
import { useMay, useSession } from './session';
import { useSignOut } from './SignOut';

export interface Command {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  readonly note?: string;
  run(): void;
}

const matches = (command: Command, text: string): boolean =>
  `${command.label} ${command.note ?? ''}`.toLocaleLowerCase().includes(text.toLocaleLowerCase());

/** What ⌘K offers for a text: places, things to make, records and documents found on the server, actions. */
export function useCommands(text: string, isOpen: boolean): { commands: readonly Command[]; isSearching: boolean } {
  const trimmed = text.trim();
  const [asked] = useDebouncedValue(trimmed, 150);
  const entities = useRead('entity.list', {}, { enabled: isOpen });
  const found = useRead(
    'search.all',
    { text: asked },
    { enabled: isOpen && asked.length > 0, placeholderData: keepPreviousData },
  );
  const places = usePlaces();
  const actions = useActions();
  const t = useTranslations('shell');
  const say = useSay();
  const router = useRouter();

  const makes: Command[] = (entities.data?.entities ?? [])
    .filter((entity) => entity.can.create && !entity.isPlatform)
    .map((entity) => ({
      id: `new:${entity.name}`,
      icon: 'plus',
      label: t('search.newOne', { what: say(entity.label, entity.name) }),
      run: () => router.push(paths.create(entity.name)),
    }));
  const records: Command[] = (found.data?.records ?? []).map((record) => ({
    id: `record:${record.id}`,
    icon: 'file-text',
    label: record.title,
    note: say(record.entityLabel, record.entity),
    run: () => router.push(paths.record(record.entity, record.id)),
  }));
  const documents: Command[] = (found.data?.documents ?? []).map((document) => ({
    id: `document:${document.id}`,
    icon: 'tool',
    label: say(document.label, document.name),
    note: t('search.document'),
    run: () => router.push(paths.document(document.kind, document.name)),
  }));
  const fixed = [...places, ...makes, ...actions].filter((command) => trimmed === '' || matches(command, trimmed));
  const shown = trimmed === '' ? fixed : [...records, ...fixed, ...documents];
  return { commands: shown, isSearching: found.isFetching || asked !== trimmed };
}

function usePlaces(): Command[] {
  const t = useTranslations('shell');
  const say = useSay();
  const router = useRouter();
  const { menus } = useSession();
  const mayBuild = useMay('build');
  const mayAdmin = useMay('admin');
  const mayKeys = useMay('keys');
  const place = (href: string, icon: string, label: string): Command => ({
    id: `go:${href}`,
    icon,
    label,
    run: () => router.push(href),
  });
  return [
    place(paths.home, 'home', t('home')),
    place(paths.inbox, 'inbox', t('inbox')),
    ...menus.flatMap((group) =>
      group.items.map((item) => place(menuPath(item), item.icon ?? 'table', say(item.label, item.name))),
    ),
    place(paths.trash(), 'trash', t('trash')),
    ...(mayBuild ? [place(paths.build, 'tool', t('build'))] : []),
    ...(mayAdmin
      ? [
          place(paths.people, 'users', t('people')),
          place(paths.departments, 'sitemap', t('departments')),
          place(paths.packages, 'package', t('packages')),
          place(paths.audit, 'history', t('audit')),
        ]
      : []),
    ...(mayKeys ? [place(paths.keys, 'key', t('keys'))] : []),
  ];
}

function useActions(): Command[] {
  const t = useTranslations('shell');
  const locale = useAppLocale();
  const setLanguage = useLanguage(true);
  const signOut = useSignOut();
  const { toggleColorScheme } = useMantineColorScheme();
  return [
    { id: 'theme', icon: 'adjustments', label: t('theme.toggle'), run: toggleColorScheme },
    {
      id: 'language',
      icon: 'abc',
      label: locale === 'en' ? '切换为简体中文' : 'Switch to English',
      run: () => void setLanguage(locale === 'en' ? 'zh-CN' : 'en'),
    },
    { id: 'signOut', icon: 'arrow-back-up', label: t('me.signOut'), run: signOut },
  ];
}
