/** The web app manifest (W3C): how the app is called and looks when it is installed. */
import type { Locale } from '@/engine/kernel/text';

const THEME = { light: '#ffffff', dark: '#191c20' } as const;
/** What browsers read from the page itself: colours of their own bars, and how iOS shows an installed app. */
export const COLORS = [
  { media: '(prefers-color-scheme: light)', color: THEME.light },
  { media: '(prefers-color-scheme: dark)', color: THEME.dark },
];
export const INSTALLED = {
  appleWebApp: { capable: true, title: 'Trellis', statusBarStyle: 'default' as const },
  icons: { icon: '/icon.svg', apple: '/icons/apple-180.png' },
};

const WORDS: { readonly [locale in Locale]: { name: string; description: string; outbox: string; inbox: string } } = {
  en: {
    name: 'Trellis',
    description: 'Forms, approvals and reports, also without a network.',
    outbox: 'Waiting and sent',
    inbox: 'Inbox',
  },
  'zh-CN': {
    name: 'Trellis 工作台',
    description: '表单、审批与报表，没有网络也能填写。',
    outbox: '待发送与已发送',
    inbox: '待办',
  },
};

/** `id` and `start_url` are the same in all languages: it stays one app when the language changes. */
export function manifestOf(locale: Locale) {
  const words = WORDS[locale];
  const icon = (file: string, size: number, purpose: 'any' | 'maskable') => ({
    src: `/icons/${file}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return {
    id: '/',
    name: words.name,
    short_name: 'Trellis',
    description: words.description,
    lang: locale,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: THEME.light,
    theme_color: THEME.light,
    icons: [icon('icon-192', 192, 'any'), icon('icon-512', 512, 'any'), icon('maskable-512', 512, 'maskable')],
    shortcuts: [
      { name: words.outbox, url: '/outbox', icons: [icon('icon-192', 192, 'any')] },
      { name: words.inbox, url: '/inbox', icons: [icon('icon-192', 192, 'any')] },
    ],
  };
}
