'use client';
import { Divider, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { PropertyPanel } from '@/components/builder/properties/PropertyPanel';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import type { ChartType } from '@/engine/kernel/contract';
import type { Question, ReportDocument } from '@/engine/kernel/documents.generated';
import { limitTo, setChart, setChartOptions, setEntity, sortBy } from '@/engine/report/edit/report';
import { chartOf } from '../charts';
import { ChartSwitch } from './ChartSwitch';
import type { ChoiceGroup } from './fields';
import { useWords } from './useWords';

const MOST_ROWS = 10_000;

/** What the records are, how the answer is drawn, sorted and cut. */
export function ReportProperties(props: {
  readonly report: ReportDocument;
  readonly entities: readonly EntityView[];
  readonly groups: readonly ChoiceGroup[];
  readonly onQuestion: (change: (question: Question) => Question, merge?: string) => void;
  readonly onReport: (report: ReportDocument, merge?: string) => void;
}) {
  const t = useTranslations('report.builder');
  const say = useSay();
  const { report, onQuestion, onReport } = props;
  const { question } = report;
  const chart = chartOf(report.chart.type);
  return (
    <Stack gap="md" p="md">
      <Select
        size="xs"
        label={t('records')}
        allowDeselect={false}
        searchable
        data={props.entities.map((entity) => ({ value: entity.name, label: say(entity.labelPlural) }))}
        value={question.entity}
        onChange={(name) => name && onQuestion((q) => setEntity(q, name))}
      />
      <div>
        <Text size="xs" fw={500} mb={4}>
          {t('chart')}
        </Text>
        <ChartSwitch
          question={question}
          type={report.chart.type}
          onChange={(to: ChartType) => onReport(setChart(report, to))}
        />
      </div>
      <PropertyPanel
        schema={chart.options}
        value={report.chart.options ?? {}}
        onChange={(options, key) => onReport(setChartOptions(report, options), key)}
      />
      <Divider />
      <SortSelect {...props} />
      <NumberInput
        size="xs"
        label={t('limit')}
        description={t('limitHelp')}
        min={1}
        max={MOST_ROWS}
        allowDecimal={false}
        value={question.limit ?? ''}
        onChange={(value) => onQuestion((q) => limitTo(q, typeof value === 'number' ? value : undefined), 'limit')}
      />
    </Stack>
  );
}

function SortSelect(props: {
  readonly report: ReportDocument;
  readonly groups: readonly ChoiceGroup[];
  readonly onQuestion: (change: (question: Question) => Question) => void;
}) {
  const t = useTranslations('report.builder');
  const words = useWords(props.groups);
  const { question } = props.report;
  const columns = [
    ...(question.columns ?? []).map((path) => [path, words.field(path)] as const),
    ...(question.dimensions ?? []).map((dimension, i) => [`d${i}`, words.dimension(dimension)] as const),
    ...(question.measures ?? []).map((measure, i) => [`m${i}`, words.measure(measure)] as const),
  ];
  const [sort] = question.sort ?? [];
  return (
    <Select
      size="xs"
      label={t('sort')}
      clearable
      placeholder={t('sortNone')}
      data={columns.flatMap(([by, label]) => [
        { value: `desc:${by}`, label: t('descending', { column: label }) },
        { value: `asc:${by}`, label: t('ascending', { column: label }) },
      ])}
      value={sort ? `${sort.direction}:${sort.by}` : null}
      onChange={(value) => {
        const at = value?.indexOf(':') ?? -1;
        const direction = value?.slice(0, at) === 'asc' ? 'asc' : 'desc';
        props.onQuestion((q) => sortBy(q, value?.slice(at + 1), direction));
      }}
    />
  );
}
