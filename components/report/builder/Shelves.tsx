'use client';
import { SegmentedControl, Select, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import type { SaidProblem } from '@/engine/kernel/api';
import type { Filter, Question } from '@/engine/kernel/documents.generated';
import {
  addColumn,
  addCondition,
  addDimension,
  addMeasure,
  changeCondition,
  changeDimension,
  changeMeasure,
  conditionsOf,
  moveWithin,
  removeAt,
  removeCondition,
  setConditions,
  type Condition,
  type Dimension,
  type Measure,
  type Shelf as ShelfName,
} from '@/engine/report/edit/report';
import { Chip } from './Chip';
import { ConditionForm } from './ConditionForm';
import { startCondition } from './drop';
import { FieldSelect } from './FieldSelect';
import { dimensionOf, findChoice, measureOf, type Choice, type ChoiceGroup } from './fields';
import { Shelf } from './Shelf';
import { useConditionWords } from './useConditionWords';
import { useWords } from './useWords';

export interface ShelvesProps {
  readonly question: Question;
  readonly groups: readonly ChoiceGroup[];
  readonly problems: readonly SaidProblem[];
  /** `merge` names changes that are one step of undo (typing). */
  readonly onChange: (change: (question: Question) => Question, merge?: string) => void;
}
const COUNT = '#count';
const GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const;
type Grain = NonNullable<Dimension['grain']>;

/** The question as three sentences: group by, measure, show only; or a plain list of columns. */
export function Shelves(props: ShelvesProps) {
  const t = useTranslations('report.builder');
  const { question, onChange } = props;
  const isList = question.columns !== undefined;
  const switchTo = (mode: string) => {
    const title = props.groups[0]?.choices[0]?.path;
    if (mode === 'groups') onChange((q) => addMeasure(q, { agg: 'count' }));
    else if (title !== undefined) onChange((q) => addColumn(q, title));
  };
  return (
    <Stack gap={0}>
      <SegmentedControl
        size="xs"
        mb={8}
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('mode')}
        data={[
          { value: 'groups', label: t('summarise') },
          { value: 'list', label: t('list') },
        ]}
        value={isList ? 'list' : 'groups'}
        onChange={switchTo}
      />
      {isList ? <Columns {...props} /> : <Groups {...props} />}
      <Conditions {...props} />
    </Stack>
  );
}

const isFaulty = (problems: readonly SaidProblem[], list: string, at: number): boolean =>
  problems.some(({ path }) => path[0] === 'question' && path[1] === list && path[2] === at);

/** What the chips of every shelf have in common. */
function onShelf(shelf: ShelfName, at: number, count: number, { onChange, problems }: ShelvesProps) {
  return {
    shelf,
    at,
    count,
    isFaulty: isFaulty(problems, shelf, at),
    onMove: (to: number) => onChange((q) => moveWithin(q, shelf, at, to)),
    onRemove: () => onChange((q) => removeAt(q, shelf, at)),
  };
}

function Columns(props: ShelvesProps) {
  const t = useTranslations('report.builder');
  const words = useWords(props.groups);
  const columns = props.question.columns ?? [];
  return (
    <Shelf
      id="columns"
      title={t('columns')}
      hint={t('columnsHint')}
      isEmpty={columns.length === 0}
      add={
        <FieldSelect
          groups={props.groups}
          label={t('addColumn')}
          fits={(choice) => !columns.includes(choice.path)}
          onAdd={(path) => props.onChange((q) => addColumn(q, path))}
        />
      }
    >
      {columns.map((path, at) => (
        <Chip key={path} {...onShelf('columns', at, columns.length, props)} label={words.field(path)} />
      ))}
    </Shelf>
  );
}

function Groups(props: ShelvesProps) {
  const t = useTranslations('report.builder');
  const { question, groups, onChange } = props;
  const words = useWords(groups);
  const dimensions = question.dimensions ?? [];
  const measures = question.measures ?? [];
  const add = (path: string, to: (question: Question, choice: Choice) => Question) => {
    const choice = findChoice(groups, path);
    if (choice) onChange((q) => to(q, choice));
  };
  return (
    <>
      <Shelf
        id="dimensions"
        title={t('groupBy')}
        hint={t('groupByHint')}
        isEmpty={dimensions.length === 0}
        add={
          <FieldSelect
            groups={groups}
            label={t('addGroup')}
            fits={(choice) => choice.canGroup}
            onAdd={(path) => add(path, (q, choice) => addDimension(q, dimensionOf(choice)))}
          />
        }
      >
        {dimensions.map((dimension, at) => (
          <Chip
            key={`${dimension.field}:${dimension.grain}`}
            {...onShelf('dimensions', at, dimensions.length, props)}
            label={words.dimension(dimension)}
          >
            <DimensionForm
              dimension={dimension}
              choice={findChoice(groups, dimension.field)}
              onChange={(change, merge) => onChange((q) => changeDimension(q, at, change), merge)}
            />
          </Chip>
        ))}
      </Shelf>
      <Shelf
        id="measures"
        title={t('measure')}
        hint={t('measureHint')}
        isEmpty={measures.length === 0}
        add={
          <FieldSelect
            groups={groups}
            label={t('addMeasure')}
            fits={(choice) => measureOf(choice) !== undefined}
            extra={[{ value: COUNT, label: t('countAll') }]}
            onAdd={(path) =>
              path === COUNT
                ? onChange((q) => addMeasure(q, { agg: 'count' }))
                : add(path, (q, choice) => addMeasure(q, measureOf(choice)!))
            }
          />
        }
      >
        {measures.map((measure, at) => (
          <Chip
            key={`${measure.agg}:${measure.field}:${at}`}
            {...onShelf('measures', at, measures.length, props)}
            label={words.measure(measure)}
          >
            <MeasureForm
              measure={measure}
              choice={findChoice(groups, measure.field)}
              onChange={(change, merge) => onChange((q) => changeMeasure(q, at, change), merge)}
            />
          </Chip>
        ))}
      </Shelf>
    </>
  );
}

function DimensionForm(props: {
  readonly dimension: Dimension;
  readonly choice: Choice | undefined;
  readonly onChange: (change: Partial<Dimension>, merge?: string) => void;
}) {
  const t = useTranslations('report');
  const { dimension, choice, onChange } = props;
  return (
    <>
      {choice?.isTime && (
        <Select
          size="xs"
          label={t('builder.grain')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={GRAINS.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))}
          value={dimension.grain ?? 'day'}
          onChange={(grain) => grain && onChange({ grain: grain as Grain })}
        />
      )}
      <ShownAs value={dimension.label} onChange={(label) => onChange({ label }, 'label')} />
    </>
  );
}

function MeasureForm(props: {
  readonly measure: Measure;
  readonly choice: Choice | undefined;
  readonly onChange: (change: Partial<Measure>, merge?: string) => void;
}) {
  const t = useTranslations('report');
  const { measure, choice, onChange } = props;
  return (
    <>
      {choice && (
        <Select
          size="xs"
          label={t('builder.aggregate')}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={choice.aggregates.map((agg) => ({ value: agg, label: t(`agg.${agg}`) }))}
          value={measure.agg}
          onChange={(agg) => agg && onChange({ agg: agg as Measure['agg'] })}
        />
      )}
      <ShownAs value={measure.label} onChange={(label) => onChange({ label }, 'label')} />
    </>
  );
}

/** A name of its own in the chart; emptied in both languages, the name follows the field again. */
function ShownAs(props: { readonly value: Measure['label']; readonly onChange: (label: Measure['label']) => void }) {
  const t = useTranslations('report.builder');
  return (
    <TextInputs
      label={t('shownAs')}
      autoFocus={false}
      value={props.value}
      onChange={(label) => props.onChange(label.en || label['zh-CN'] ? label : undefined)}
    />
  );
}

function Conditions(props: ShelvesProps) {
  const t = useTranslations('report.builder');
  const { question, groups, onChange } = props;
  const conditions = conditionsOf(question);
  const add = (path: string) => {
    const choice = findChoice(groups, path);
    const condition = choice && startCondition(choice);
    if (condition) onChange((q) => addCondition(q, condition));
  };
  return (
    <Shelf
      id="filter"
      title={t('showOnly')}
      hint={t('showOnlyHint')}
      isEmpty={conditions.length === 0}
      add={<FieldSelect groups={groups} label={t('addCondition')} fits={() => true} onAdd={add} />}
    >
      {conditions.map((condition, at) => (
        <ConditionChip
          key={'field' in condition ? `${condition.field}:${at}` : at}
          condition={condition}
          at={at}
          count={conditions.length}
          groups={groups}
          onChange={(next, merge) => onChange((q) => changeCondition(q, at, next), merge)}
          onMove={(to) => onChange((q) => setConditions(q, conditions.toSpliced(at, 1).toSpliced(to, 0, condition)))}
          onRemove={() => onChange((q) => removeCondition(q, at))}
        />
      ))}
    </Shelf>
  );
}

interface ConditionChipProps {
  readonly condition: Filter;
  readonly at: number;
  readonly count: number;
  readonly groups: readonly ChoiceGroup[];
  readonly onChange: (condition: Condition, merge?: string) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** Conditions joined otherwise (any of, not, an expression) came by import or API: shown and removable as they are. */
function ConditionChip({ condition, ...rest }: ConditionChipProps) {
  const t = useTranslations('report.builder');
  return 'field' in condition ? (
    <SimpleChip {...rest} condition={condition} />
  ) : (
    <Chip {...rest} shelf="filter" label={t('otherCondition')} />
  );
}

function SimpleChip({ condition, groups, onChange, ...rest }: ConditionChipProps & { readonly condition: Condition }) {
  const words = useWords(groups);
  const choice = findChoice(groups, condition.field);
  const label = useConditionWords(choice, condition, words.field(condition.field));
  const wantsValue = condition.value === undefined;
  return (
    <Chip {...rest} shelf="filter" label={label} startsOpen={wantsValue} isFaulty={choice === undefined}>
      {choice && (
        <ConditionForm
          choice={choice}
          condition={condition}
          onChange={(next) => onChange(next, `condition:${rest.at}`)}
        />
      )}
    </Chip>
  );
}
