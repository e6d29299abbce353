'use client';
import { Anchor, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { usePathname, useSearchParams } from '@/components/lib/navigation';
import { useAppLocale } from '@/components/ui/say';
import { LOCALES } from '@/engine/kernel/text';

/** Each language in its own words; never translated. */
const NAMES = { 'zh-CN': '中文', en: 'English' } as const;

/** The other language, by the address: guests have no cookie. What was filled in stays on this device. */
export function Languages() {
  const t = useTranslations('guest');
  const present = useAppLocale();
  const path = usePathname();
  const query = useSearchParams();
  return (
    <Group component="nav" gap="xs" wrap="nowrap" aria-label={t('language')} pt={4}>
      {LOCALES.filter((locale) => locale !== present).map((locale) => (
        <Anchor
          key={locale}
          lang={locale}
          size="sm"
          href={`${path}?${new URLSearchParams({ ...Object.fromEntries(query), lang: locale })}`}
        >
          {NAMES[locale]}
        </Anchor>
      ))}
    </Group>
  );
}
