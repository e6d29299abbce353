'use client';
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { LinkSelect, linkOf } from '@/components/inputs/relation/LinkSelect';
import { useFormCore } from '@/components/form/runtime/formCore';
import { useMe } from '@/components/form/runtime/useMe';
import { useReports } from '@/components/report/builder/useReports';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { FieldView } from '@/engine/kernel/api';
import { addRow, newRow } from '@/engine/page/edit';
import { PageScopeProvider } from '../context';
import { CanvasHeader } from './CanvasHeader';
import { CanvasRow } from './CanvasRow';
import { CanvasTabs } from './CanvasTabs';
import { useBuilding } from './context';
import { reportNames, reportsOf, type Sample } from './useSample';
import classes from './builder.module.css';

interface PageCanvasProps {
  /** null: there is no record to show the blocks with. */
  readonly sample: Sample | null;
  readonly isReading: boolean;
  readonly record: string | undefined;
  readonly onRecord: (id: string | undefined) => void;
  readonly onStep: (block: string, way: 'up' | 'down' | 'left' | 'right') => void;
}

/** The choice of a record is no field of any entity, but looks like one. */
const SAMPLE_FIELD: FieldView = {
  id: 'sample',
  name: 'sample',
  type: 'relation',
  label: { 'zh-CN': '', en: '' },
  right: 'edit',
  required: false,
  unique: false,
  options: {},
  system: false,
};

/** The page as it will be, with a real record; what is clicked is selected, what is dragged moves. */
export function PageCanvas({ sample, isReading, onRecord, onStep }: PageCanvasProps) {
  const t = useTranslations('page.build');
  const { page, put, tab, select } = useBuilding();
  const [device, setDevice] = useState<'wide' | 'phone'>('wide');
  const body = (
    <>
      <CanvasTabs />
      {tab.rows.map((row, index) => (
        <CanvasRow
          key={row.id}
          row={row}
          isFirst={index === 0}
          isLast={index === tab.rows.length - 1}
          isNarrow={device === 'phone'}
          hasRecord={sample !== null}
          onStep={onStep}
        />
      ))}
      <Button
        mt="sm"
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={(event) => {
          event.stopPropagation();
          put(addRow(page, tab.id, newRow()));
        }}
      >
        {t('addRow')}
      </Button>
    </>
  );
  return (
    <div className={classes.canvas} onClick={() => select(null)}>
      <Group gap="xs" mb="sm" onClick={(event) => event.stopPropagation()}>
        <Text size="xs" c="dimmed">
          {t('with')}
        </Text>
        <div style={{ width: 240 }}>
          <LinkSelect
            id="sample-record"
            entity={page.entity}
            field={SAMPLE_FIELD}
            value={sample ? { id: sample.record.id, title: sample.record.title } : null}
            onChange={(link) => onRecord(linkOf(link)?.id)}
            label={t('chooseRecord')}
            isBare
            isRequired={false}
          />
        </div>
        <SegmentedControl
          ml="auto"
          size="xs"
          aria-label={t('device')}
          value={device}
          onChange={(next) => setDevice(next as 'wide' | 'phone')}
          data={[
            { value: 'wide', label: t('wide') },
            { value: 'phone', label: t('phone') },
          ]}
        />
      </Group>
      <div className={classes.paper} data-device={device} data-testid="page-canvas">
        {isReading ? <FormSkeleton fields={4} /> : null}
        {sample ? (
          <WithSample key={`${sample.record.id}.${sample.form.name}`} sample={sample}>
            <CanvasHeader sample={sample} />
            {body}
          </WithSample>
        ) : isReading ? null : (
          <>
            <Text size="sm" c="dimmed" mb="sm">
              {t('noRecord')}
            </Text>
            <CanvasHeader sample={null} />
            {body}
          </>
        )}
      </div>
    </div>
  );
}

/** What blocks need to be drawn: the record, its form, the reports on the page. */
function WithSample({ sample, children }: { readonly sample: Sample; readonly children: React.ReactNode }) {
  const { page, draft } = useBuilding();
  const core = useFormCore({ ...sample, document: sample.form, editable: [], me: useMe(), isNew: false });
  const reports = useReports(reportNames(page), draft);
  const scope = {
    entity: sample.entity,
    record: sample.record,
    core,
    onLeave: () => undefined,
    reports: reportsOf(reports),
    isPreview: true,
  };
  return <PageScopeProvider value={scope}>{children}</PageScopeProvider>;
}
