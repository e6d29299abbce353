'use client';
import { Button, Group } from '@mantine/core';
import { IconBraces, IconFileSpreadsheet } from '@tabler/icons-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { NewDocument } from '@/components/builder/NewDocument';
import { FromSchema } from '@/components/form/begin/FromSchema';
import { FromTable } from '@/components/form/begin/FromTable';
import { FormWorkbench } from './FormBuilder';
import { loadRoles } from './loadBundle';
import { newEntity } from './newEntity';

/** How a form may begin: empty, or from what there is already. */
const BEGINNINGS = { table: FromTable, schema: FromSchema } as const;

/** Asks for a name and nothing else, or for a file; the rest is done on the canvas. */
export function NewEntity({ from }: { readonly from?: string | undefined }) {
  const t = useTranslations('builder.new');
  const [loaded, setLoaded] = useState<readonly LoadedDocument[] | null>(null);
  const begin = async (begun: readonly LoadedDocument[]) => {
    setLoaded([...begun, ...(await loadRoles(new AbortController().signal))]);
    // The address of what is being made, so that a reload opens it again. Not a navigation: the undo stack stays.
    window.history.replaceState(null, '', `/build/entity/${begun[0]!.document.name}`);
  };
  if (loaded) return <FormWorkbench loaded={loaded} />;
  const Beginning = from !== undefined && Object.hasOwn(BEGINNINGS, from) ? BEGINNINGS[from as 'table'] : undefined;
  if (Beginning) return <Beginning onBegin={begin} />;
  return (
    <>
      <NewDocument
        title={t('entityTitle')}
        text={t('entityText')}
        kinds={['entity', 'form']}
        onBegin={(label, taken) => begin(newEntity(label, taken))}
      />
      <OtherWays />
    </>
  );
}

function OtherWays() {
  const t = useTranslations('schema');
  return (
    <Group justify="center" mt={-24} px="md">
      <Button
        component={Link}
        href="/build/entity/new?from=table"
        variant="subtle"
        leftSection={<IconFileSpreadsheet size={16} />}
      >
        {t('fromTable')}
      </Button>
      <Button
        component={Link}
        href="/build/entity/new?from=schema"
        variant="subtle"
        leftSection={<IconBraces size={16} />}
      >
        {t('fromSchema')}
      </Button>
    </Group>
  );
}
