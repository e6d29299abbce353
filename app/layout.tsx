import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { loadMessages } from '@/components/i18n/load';
import { Providers } from '@/components/ui/Providers';
import { pageLocale } from './_server/page';
import { scriptNonce } from './_server/viewer';

export const metadata: Metadata = { title: 'Trellis' };
export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, timeZone } = await pageLocale();
  const nonce = await scriptNonce();
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <Providers locale={locale} timeZone={timeZone} messages={await loadMessages(locale)} {...(nonce && { nonce })}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
