'use client';
import { SegmentedControl } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Filter } from '@/engine/kernel/documents.generated';
import {
  addCondition,
  changeCondition,
  conditionsOf,
  joinOf,
  removeCondition,
  setConditions,
  setJoin,
  type Condition,
  type Join,
} from '@/engine/report/edit/report';
import { Chip } from './Chip';
import { ConditionForm } from './ConditionForm';
import { startCondition } from './drop';
import { FieldSelect } from './FieldSelect';
import { findChoice, type ChoiceGroup } from './fields';
import { Shelf } from './Shelf';
import type { ShelvesProps } from './Shelves';
import { useConditionWords } from './useConditionWords';
import { useWords } from './useWords';

const JOINS: readonly Join[] = ['all', 'any'];

/** "Show only": conditions of which all or any must hold, each a sentence that opens its settings. */
export function Conditions(props: ShelvesProps) {
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
      {conditions.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t('join.label')}
          data={JOINS.map((by) => ({ value: by, label: t(`join.${by}`) }))}
          value={joinOf(question)}
          onChange={(by) => onChange((q) => setJoin(q, by as Join))}
        />
      )}
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
