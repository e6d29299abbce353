'use client';
import { Button, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { Icon } from '@/components/ui/icons';
import { useAppLocale } from '@/components/ui/say';
import { LOCALES, type Locale } from '@/engine/kernel/text';

/** Each language in its own words; never translated. */
const NAMES: { readonly [locale in Locale]: string } = { 'zh-CN': '简体中文', en: 'English' };
const SHORT: { readonly [locale in Locale]: string } = { 'zh-CN': '中', en: 'EN' };

/** Changes the language: in a cookie for this browser and, when signed in, for the person everywhere. */
export function useLanguage(isSignedIn: boolean): (locale: Locale) => Promise<void> {
  const router = useRouter();
  return async (locale) => {
    document.cookie = `locale=${locale}; path=/; max-age=31536000; samesite=lax`;
    if (isSignedIn) await call('session.locale', { locale }).catch(() => undefined);
    router.refresh();
  };
}

export function LanguageSwitch(props: { isSignedIn?: boolean }) {
  const t = useTranslations('shell');
  const locale = useAppLocale();
  const setLanguage = useLanguage(props.isSignedIn ?? true);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          px={8}
          aria-label={`${t('language')} ${SHORT[locale]}`}
          fz="xs"
        >
          {SHORT[locale]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((option) => (
          <Menu.Item
            key={option}
            lang={option}
            onClick={() => void setLanguage(option)}
            rightSection={option === locale ? <Icon name="check" size={14} /> : null}
          >
            {NAMES[option]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
