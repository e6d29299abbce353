'use client';
import { Anchor, Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { useAppLocale } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';

const ImportDialog = lazy(() =>
  import('@/components/import/ImportDialog').then((module) => ({ default: module.ImportDialog })),
);

/** Opens the import of a file, for those who may import and create. */
export function ImportButton(props: { entity: EntityView; isLink?: boolean }) {
  const t = useTranslations('record');
  const locale = useAppLocale();
  const client = useQueryClient();
  const mayImport = useMay('import');
  const [isOpen, setOpen] = useState(false);
  if (!mayImport || !(props.entity.can.create || props.entity.can.update)) return null;
  return (
    <>
      {props.isLink ? (
        <Anchor component="button" type="button" size="sm" onClick={() => setOpen(true)}>
          {t('importLink')}
        </Anchor>
      ) : (
        <Button variant="default" leftSection={<Icon name="upload" />} onClick={() => setOpen(true)}>
          {t('import')}
        </Button>
      )}
      {isOpen ? (
        <Suspense>
          <ImportDialog
            entity={props.entity}
            locale={locale}
            opened
            onClose={(hasNew) => {
              setOpen(false);
              if (hasNew) void client.invalidateQueries({ queryKey: ['record.list'] });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
