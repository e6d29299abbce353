'use client';
import { IntlProvider } from 'use-intl';
import { GivenSession, type Session } from '@/components/shell/session';
import type { Locale } from '@/engine/kernel/text';
import { PrintDocument, type PrintData } from './PrintDocument';

/** All that the server's own browser is given to draw. */
export interface Paper {
  readonly session: Session;
  readonly data: PrintData;
  readonly origin: string;
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Paper and nothing else: no shell, nothing that listens. Words are those of the page, which is asked for in the language of `locale`. */
export function PaperPage({ session, data, origin, locale, timeZone }: Paper) {
  return (
    <IntlProvider locale={locale} timeZone={timeZone}>
      <GivenSession session={session}>
        <PrintDocument data={data} origin={origin} />
      </GivenSession>
    </IntlProvider>
  );
}
