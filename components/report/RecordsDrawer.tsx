'use client';
import { Badge, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { FieldDisplay } from '@/components/inputs/registry';
import { call, queryKey, useRead, type CallError } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { ProblemList } from '@/components/ui/ProblemList';
import { useAppLocale } from '@/components/ui/say';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { FieldView, Output, RecordView } from '@/engine/kernel/api';
import type { Answer } from '@/engine/kernel/contract';
import type { Question } from '@/engine/kernel/documents.generated';
import { formatValue } from '@/engine/report/format';
import { groupOf, readyToDraw } from './charts';
import { listAddress } from './listAddress';
import classes from './report.module.css';

/** One group of an answer: the row that was clicked. */
export interface Group {
  readonly question: Question;
  readonly answer: Answer;
  readonly row: number;
}
interface RecordsDrawerProps {
  /** undefined: closed. */
  readonly group: Group | undefined;
  readonly title: string;
  readonly onClose: () => void;
}

/** The records behind a number, a bar or a slice: as many as it says, each a link; and the way to the list of them. */
export function RecordsDrawer({ group, title, onClose }: RecordsDrawerProps) {
  return (
    <Drawer opened={group !== undefined} onClose={onClose} position="right" size="md" title={title}>
      {group && <Records group={group} />}
    </Drawer>
  );
}

const PAGE = 50;
type Page = Output<'report.records'>;

function Records({ group }: { readonly group: Group }) {
  const t = useTranslations('report.records');
  const format = useFormatter();
  const { question, answer, row } = group;
  const input = { question, group: groupOf(answer, row) };
  const read = useInfiniteQuery<Page, CallError>({
    queryKey: queryKey('report.records', input),
    queryFn: ({ pageParam, signal }) =>
      call(
        'report.records',
        { ...input, page: { size: PAGE, ...(typeof pageParam === 'string' ? { after: pageParam } : {}) } },
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
  });
  const first = read.data?.pages[0];
  const rows = read.data?.pages.flatMap((page) => page.rows) ?? [];
  const fields = useShownFields(question);
  if (read.error) return <ProblemList error={read.error} retry={() => void read.refetch()} />;
  if (!first) return <RowsSkeleton />;
  const address = listAddress(first.entity, first.filter);
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Chosen answer={answer} row={row} />
        {address !== undefined && (
          <Button component={Link} href={address} variant="default" size="compact-sm" style={{ flex: 'none' }}>
            {t('list')}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" aria-live="polite">
        {t(first.isTotalExact ? 'count' : 'countAbout', { count: format.number(first.total ?? rows.length) })}
      </Text>
      <div data-testid="records">
        {rows.map((record) => (
          <RecordRow key={record.id} entity={first.entity} record={record} fields={fields} />
        ))}
      </div>
      {read.hasNextPage && (
        <Button variant="subtle" loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Stack>
  );
}

/** Which group it is, in the words of the chart. */
function Chosen({ answer, row }: { readonly answer: Answer; readonly row: number }) {
  const locale = useAppLocale();
  const t = useTranslations('report.records');
  const ready = readyToDraw(answer);
  const values = ready.columns
    .filter((column) => column.role === 'dimension')
    .map((column) => formatValue(ready.rows[row]?.[column.name], column, locale));
  return (
    <Group gap={6}>
      {(values.length > 0 ? values : [t('all')]).map((value, index) => (
        <Badge key={index} variant="light" size="lg" tt="none" radius="sm" maw="100%">
          {value}
        </Badge>
      ))}
    </Group>
  );
}

const SHOWN_FIELDS = 2;
/** What stands beside the title: the fields that were measured, so that the sum can be followed; else the first ones. */
function useShownFields(question: Question): readonly FieldView[] {
  const { data } = useRead('entity.get', { entity: question.entity }, { staleTime: 60_000 });
  if (!data) return [];
  const measured = new Set(question.measures?.flatMap((measure) => (measure.field ? [measure.field] : [])));
  // What the group is about is the same in every row.
  const grouped = new Set(question.dimensions?.map((dimension) => dimension.field));
  const own = data.fields.filter(
    ({ system, name, fields }) => !system && name !== data.titleField && !fields && !grouped.has(name),
  );
  const chosen = own.filter((field) => measured.has(field.name));
  return (chosen.length > 0 ? chosen : own).slice(0, SHOWN_FIELDS);
}

function RecordRow(props: {
  readonly entity: string;
  readonly record: RecordView;
  readonly fields: readonly FieldView[];
}) {
  const { entity, record, fields } = props;
  return (
    <Link href={paths.record(entity, record.id)} className={classes.recordRow}>
      <span className={classes.recordTitle}>{record.title}</span>
      {fields.map((field) => (
        <span key={field.name} className={classes.recordValue}>
          <FieldDisplay field={field} value={record[field.name] ?? null} isBrief />
        </span>
      ))}
    </Link>
  );
}
