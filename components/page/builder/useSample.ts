'use client';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useRead } from '@/components/lib/call';
import type { Output } from '@/engine/kernel/api';
import type { PageDocument } from '@/engine/kernel/documents.generated';
import type { ReportDocument } from '@/engine/kernel/documents.generated';

export type Sample = NonNullable<Output<'page.preview'>['opened']>;

/** The record that the canvas shows the blocks with; null when there is none. `record` undefined takes the newest. */
export function useSample(page: PageDocument, record: string | undefined) {
  // Only the form of the page matters: moving blocks asks for nothing.
  const document = useMemo(
    (): PageDocument => ({
      kind: 'page',
      id: page.id,
      name: page.name,
      label: page.label,
      entity: page.entity,
      ...(page.form === undefined ? {} : { form: page.form }),
      tabs: [{ id: 'tab_sample', label: page.label, rows: [] }],
    }),
    [page.id, page.name, page.label, page.entity, page.form],
  );
  const read = useRead(
    'page.preview',
    { document, ...(record === undefined ? {} : { record }) },
    { placeholderData: keepPreviousData, retry: false, staleTime: 60_000 },
  );
  return { sample: read.data?.opened ?? null, isReading: read.isLoading };
}

/** Reports as blocks know them, by name. */
export const reportsOf = (reports: ReadonlyMap<string, ReportDocument | null>): Output<'page.preview'>['reports'] =>
  Object.fromEntries(
    [...reports].flatMap(([name, report]) =>
      report ? [[name, { label: report.label, chart: report.chart, question: report.question }]] : [],
    ),
  );

/** Names of the reports on a page. */
export const reportNames = (page: PageDocument): readonly string[] =>
  page.tabs.flatMap((tab) =>
    tab.rows.flatMap((row) =>
      row.columns.flatMap((column) =>
        column.blocks.flatMap(({ options }) =>
          typeof options?.report === 'string' && options.report ? [options.report] : [],
        ),
      ),
    ),
  );
