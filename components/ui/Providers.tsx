'use client';
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider, useTranslations, type AbstractIntlMessages } from 'use-intl';
import { CallError } from '@/components/lib/call';
import type { Messages } from '@/components/i18n/load';
import type { Locale } from '@/engine/kernel/text';
import { theme } from './theme';

/** A read is tried again only when the network failed; an answer of the server is final. */
const shouldRetry = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof CallError && error.status === 0;

const makeClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // Asked once even without a network: this device may know the answer. Then it waits for the network.
      queries: {
        staleTime: 15_000,
        retry: shouldRetry,
        refetchOnWindowFocus: false,
        networkMode: 'offlineFirst',
      },
      mutations: { retry: false },
    },
  });

const NotesPlace = lazy(() => import('./NotesPlace').then((part) => ({ default: part.NotesPlace })));
/** Where notes appear comes when the page stands; what is said before waits in its store. */
function LaterNotes() {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setThere(true));
    return () => clearTimeout(timer);
  }, []);
  return isThere ? (
    <Suspense>
      <NotesPlace />
    </Suspense>
  ) : null;
}

/** All that every screen needs: words, theme, cache of reads, notes. `nonce` is the page's CSP nonce. */
export function Providers(props: {
  locale: Locale;
  timeZone: string;
  messages: Messages;
  nonce?: string;
  children: ReactNode;
}) {
  const [client] = useState(makeClient);
  return (
    <IntlProvider locale={props.locale} timeZone={props.timeZone} messages={props.messages as AbstractIntlMessages}>
      <QueryClientProvider client={client}>
        <Themed nonce={props.nonce}>
          <DatesProvider settings={{ locale: props.locale === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: 1 }}>
            {props.children}
            <LaterNotes />
          </DatesProvider>
        </Themed>
      </QueryClientProvider>
    </IntlProvider>
  );
}

/** The theme, with the words Mantine's own parts need: the crosses that close and clear are read out. */
function Themed(props: { nonce: string | undefined; children: ReactNode }) {
  const t = useTranslations('shell');
  const worded = useMemo(() => {
    const closed = { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } };
    const cleared = { defaultProps: { clearButtonProps: { 'aria-label': t('clear') } } };
    const components = {
      Modal: closed,
      Drawer: closed,
      Select: cleared,
      MultiSelect: cleared,
      DateInput: cleared,
      DateTimePicker: cleared,
    };
    return mergeThemeOverrides(theme, { components });
  }, [t]);
  return (
    <MantineProvider theme={worded} defaultColorScheme="auto" getStyleNonce={() => props.nonce ?? ''}>
      {props.children}
    </MantineProvider>
  );
}
