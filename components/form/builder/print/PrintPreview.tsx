'use client';
import { Loader, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { PAGE, PAGES } from '@/components/record/print/pageStyle';
import { PrintSheet } from '@/components/record/print/PrintSheet';
import { useFoot } from '@/components/record/print/useFoot';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import { paperOf } from '@/engine/form/print';
import type { Output } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { useBuilding } from '../context';
import { idOf, RecordPicker } from '../preview/RecordPicker';
import { usePreviewInput } from '../preview/usePreviewInput';
import { usePrint } from './usePrint';
import classes from './print.module.css';

const PIXELS_PER_MM = 96 / 25.4;

/** The draft on paper, with a record there is: as wide as the paper, in the size that fits. */
export function PrintPreview() {
  const t = useTranslations('print.builder');
  const { publishedEntity } = useBuilding();
  const first = useFirst(publishedEntity?.name);
  const [chosen, setChosen] = useState<Json | undefined>(undefined);
  // The last record there is, until another one is chosen.
  const record = chosen === undefined ? first : chosen;
  const id = idOf(record);
  const entity = publishedEntity?.name ?? '';
  const opened = useRead(
    'form.open',
    { entity, ...(id ? { record: id } : {}) },
    { enabled: publishedEntity !== null, gcTime: 0, staleTime: 0 },
  );
  if (opened.error) return <ProblemList error={opened.error} />;
  if (publishedEntity && !opened.data) return <Loader size="sm" />;
  return (
    <>
      {publishedEntity ? <RecordPicker entity={entity} value={record} onChange={setChosen} /> : null}
      <Text size="xs" c="dimmed" my="xs">
        {t('previewHelp')}
      </Text>
      <Drawn key={id ?? ''} opened={opened.data} id={id} />
    </>
  );
}

/** A record to begin with. */
function useFirst(entity: string | undefined): Json {
  const { data } = useRead(
    'record.list',
    { entity: entity ?? '', fields: [], page: { size: 1 } },
    { enabled: entity !== undefined },
  );
  const row = data?.rows[0];
  return row ? { id: row.id, title: row.title } : null;
}

function Drawn({ opened, id }: { readonly opened: Output<'form.open'> | undefined; readonly id: string | undefined }) {
  const say = useSay();
  const { form } = useBuilding();
  const { print } = usePrint();
  const input = usePreviewInput({ role: undefined, opened });
  const flows = useRead(
    'flow.of',
    { entity: input.entity.name, record: id ?? '' },
    { enabled: id !== undefined && print.approvals === true },
  );
  const { ref, width } = useElementSize();
  const paper = paperOf(print).width * PIXELS_PER_MM;
  const title = opened?.record?.title ?? '';
  const foot = useFoot()(print, title || say(form.label));
  const number = foot.middle.replace(PAGE, '1').replace(PAGES, '…');
  return (
    <div ref={ref} className={classes.desk}>
      <div className={classes.sheet} style={{ width: paper, zoom: Math.min(1, width / paper) || 1 } as CSSProperties}>
        <PrintSheet
          entity={input.entity}
          form={{ ...input.document, label: form.label, print }}
          input={input}
          title={title}
          link={window.location.origin + (id ? paths.record(input.entity.name, id) : paths.list(input.entity.name))}
          flows={flows.data?.flows ?? []}
        />
        <div className={classes.foot}>
          <span>{foot.left}</span>
          <span>{number}</span>
          <span>{foot.right}</span>
        </div>
      </div>
    </div>
  );
}
