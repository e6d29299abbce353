'use client';
import { lazy, Suspense, useState, type ReactNode } from 'react';

const ShareDialog = lazy(() => import('./ShareDialog').then((m) => ({ default: m.ShareDialog })));
const RecordLinks = lazy(() => import('@/components/links/RecordLinks').then((m) => ({ default: m.RecordLinks })));
const WhoDialog = lazy(() => import('./WhoDialog').then((m) => ({ default: m.WhoDialog })));
const WhyDialog = lazy(() => import('./WhyDialog').then((m) => ({ default: m.WhyDialog })));

type Open =
  { readonly what: 'share' | 'links' | 'who' | 'mine' } | { readonly what: 'why'; readonly field: string } | null;

/**
 * The dialogs about who may do what with one record, opened from its header, its menu and its fields.
 * @returns `dialog` is to be drawn once, anywhere outside of menus
 */
export function useAccessDialogs(entity: string, record: { readonly id: string; readonly title: string }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const shown: ReactNode =
    open?.what === 'share' ? (
      <ShareDialog entity={entity} record={record} onClose={close} />
    ) : open?.what === 'links' ? (
      <RecordLinks entity={entity} record={record} onClose={close} />
    ) : open?.what === 'who' ? (
      <WhoDialog entity={entity} record={record} onClose={close} />
    ) : open ? (
      <WhyDialog
        asked={{ entity, record: record.id, ...(open.what === 'why' ? { field: open.field } : {}) }}
        action="update"
        onClose={close}
      />
    ) : null;
  return {
    dialog: <Suspense fallback={null}>{shown}</Suspense>,
    share: () => setOpen({ what: 'share' }),
    links: () => setOpen({ what: 'links' }),
    who: () => setOpen({ what: 'who' }),
    mine: () => setOpen({ what: 'mine' }),
    why: (field: string) => setOpen({ what: 'why', field }),
  };
}

export type AccessDialogs = Omit<ReturnType<typeof useAccessDialogs>, 'dialog'>;
