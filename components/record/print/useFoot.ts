'use client';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { useSession } from '@/components/shell/session';
import { useSay } from '@/components/ui/say';
import type { PrintLayout } from '@/engine/kernel/documents.generated';
import { PAGE, PAGES, type PageFoot } from './pageStyle';

/** What stands at the foot of each page: words of the layout and the title, page numbers, who printed it and when. */
export function useFoot(): (print: PrintLayout, title: string) => PageFoot {
  const t = useTranslations('print');
  const say = useSay();
  const format = useFormatter();
  const now = useNow();
  const { viewer } = useSession();
  const when = format.dateTime(now, { dateStyle: 'medium', timeStyle: 'short' });
  return (print, title) => ({
    left: [say(print.footer), title].filter(Boolean).join('\n'),
    middle: print.pageNumbers === false ? '' : t('page', { page: PAGE, pages: PAGES }),
    right: print.printedBy === false ? '' : t('printed', { who: viewer.name, when }),
  });
}
