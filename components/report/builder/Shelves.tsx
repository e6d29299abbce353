'use client';
import { SegmentedControl, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SaidProblem } from '@/engine/kernel/api';
import type { Question } from '@/engine/kernel/documents.generated';
import {
  addColumn,
  addDimension,
  addMeasure,
  changeDimension,
  changeMeasure,
  moveWithin,
  removeAt,
  type Shelf as ShelfName,
} from '@/engine/report/edit/report';
import { Chip } from './Chip';
import { DimensionForm } from './ChipForms';
import { Conditions } from './Conditions';
import { FieldSelect } from './FieldSelect';
import { dimensionOf, findChoice, measureOf, type Choice, type ChoiceGroup } from './fields';
import { MeasureChip } from './MeasureChip';
import { Shelf } from './Shelf';
import { useWords } from './useWords';

export interface ShelvesProps {
  readonly question: Question;
  readonly groups: readonly ChoiceGroup[];
  readonly problems: readonly SaidProblem[];
  /** `merge` names changes that are one step of undo (typing). */
  readonly onChange: (change: (question: Question) => Question, merge?: string) => void;
}
const COUNT = '#count';

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
            extra={[{ value: COUNT, label: words.measure({ agg: 'count' }) }]}
            onAdd={(path) =>
              path === COUNT
                ? onChange((q) => addMeasure(q, { agg: 'count' }))
                : add(path, (q, choice) => addMeasure(q, measureOf(choice)!))
            }
          />
        }
      >
        {measures.map((measure, at) => (
          <MeasureChip
            key={`${measure.agg}:${measure.field}:${at}`}
            {...onShelf('measures', at, measures.length, props)}
            measure={measure}
            groups={groups}
            onChange={(change, merge) => onChange((q) => changeMeasure(q, at, change), merge)}
          />
        ))}
      </Shelf>
    </>
  );
}
