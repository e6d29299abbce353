import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { GUEST_AREAS, loadMessages } from '@/components/i18n/load';
import { COLORS, INSTALLED } from '@/components/offline/manifest';
import { Providers } from '@/components/ui/Providers';
import { isForGuests, pageLocale } from './_server/page';
import { scriptNonce } from './_server/viewer';

export const metadata: Metadata = { title: 'Trellis', ...INSTALLED };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover', themeColor: COLORS };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, timeZone } = await pageLocale();
  const nonce = await scriptNonce();
  const messages = await loadMessages(locale, (await isForGuests()) ? GUEST_AREAS : undefined);
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        {/* With the cookies, for it is in the person's language. */}
        <link rel="manifest" href="/manifest.webmanifest" crossOrigin="use-credentials" />
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <Providers locale={locale} timeZone={timeZone} messages={messages} {...(nonce && { nonce })}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
