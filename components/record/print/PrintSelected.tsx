'use client';
import { Button, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import type { Selection } from '@/components/views/contract';

/** As many as are printed at once (engine/host/services/printing.ts). */
const MOST = 200;

/** The way from ticked records to their paper, one after the other, and to their PDF. */
export function PrintSelected({ entity, selection }: { readonly entity: string; readonly selection: Selection }) {
  const t = useTranslations('print');
  const ids = [...selection.ids];
  const look = { size: 'compact-sm', variant: 'light', leftSection: <Icon name="printer" size={14} /> } as const;
  if (!selection.isAll && ids.length <= MOST) {
    return (
      <Button {...look} component={Link} href={paths.printMany(entity, ids)}>
        {t('some')}
      </Button>
    );
  }
  return (
    <Tooltip label={t('tooMany', { most: MOST })}>
      <Button {...look} data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
        {t('some')}
      </Button>
    </Tooltip>
  );
}
