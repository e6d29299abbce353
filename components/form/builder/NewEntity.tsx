'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { NewDocument } from '@/components/builder/NewDocument';
import { FormWorkbench } from './FormBuilder';
import { loadRoles } from './loadBundle';
import { newEntity } from './newEntity';

/** Asks for a name and nothing else; the rest is done on the canvas. */
export function NewEntity() {
  const t = useTranslations('builder.new');
  const [loaded, setLoaded] = useState<readonly LoadedDocument[] | null>(null);
  if (loaded) return <FormWorkbench loaded={loaded} />;
  return (
    <NewDocument
      title={t('entityTitle')}
      text={t('entityText')}
      kinds={['entity', 'form']}
      onBegin={async (label, taken) => {
        const begun = newEntity(label, taken);
        setLoaded([...begun, ...(await loadRoles(new AbortController().signal))]);
        // The address of what is being made, so that a reload opens it again. Not a navigation: the undo stack stays.
        window.history.replaceState(null, '', `/build/entity/${begun[0]!.document.name}`);
      }}
    />
  );
}
