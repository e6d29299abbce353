'use client';
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Filter } from '@/engine/kernel/documents.generated';
import type { Condition, Measure } from '@/engine/report/edit/report';
import { Chip, type ChipProps } from './Chip';
import { ShownAs } from './ChipForms';
import { ConditionForm } from './ConditionForm';
import { startCondition } from './drop';
import { FieldSelect } from './FieldSelect';
import { findChoice, type ChoiceGroup } from './fields';
import { useConditionWords } from './useConditionWords';
import { useWords } from './useWords';

interface Props {
  readonly measure: Measure;
  readonly groups: readonly ChoiceGroup[];
  readonly onChange: (change: Partial<Measure>, merge?: string) => void;
}

/** A measure on its shelf: "Sum of amount, where status is paid". */
export function MeasureChip(props: Props & Omit<ChipProps, 'label' | 'children'>) {
  const { measure, groups, onChange, ...chip } = props;
  const words = useWords(groups).measure(measure);
  const where = useWhereWords(measure.where, groups);
  const choice = findChoice(groups, measure.field);
  const t = useTranslations('report');
  return (
    <Chip {...chip} label={where ? t('builder.measureWhere', { measure: words, where }) : words}>
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
      <Where measure={measure} groups={groups} onChange={onChange} />
    </Chip>
  );
}

const NO_CONDITION: Condition = { field: '', op: 'isEmpty' };
/** A measure has one plain condition of its own; one of another form came by import or API. */
const plain = (where: Filter | undefined): Condition | undefined => (where && 'field' in where ? where : undefined);

function useWhereWords(where: Filter | undefined, groups: readonly ChoiceGroup[]): string {
  const t = useTranslations('report.builder');
  const condition = plain(where) ?? NO_CONDITION;
  const name = useWords(groups).field(condition.field);
  const words = useConditionWords(findChoice(groups, condition.field), condition, name);
  if (!where) return '';
  return plain(where) ? words : t('otherCondition');
}

/** "Only where": the condition that holds for this measure alone. */
function Where({ measure, groups, onChange }: Props) {
  const t = useTranslations('report.builder');
  const { where } = measure;
  const condition = plain(where);
  const choice = findChoice(groups, condition?.field);
  const words = useWords(groups);
  const add = (path: string) => {
    const found = findChoice(groups, path);
    const started = found && startCondition(found);
    if (started) onChange({ where: started });
  };
  return (
    <Stack gap={4}>
      <Group gap="xs" justify="space-between">
        <Text size="xs" fw={500}>
          {t('onlyWhere')}
        </Text>
        {where ? (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange({ where: undefined })}>
            {t('noCondition')}
          </Button>
        ) : (
          <FieldSelect groups={groups} label={t('addCondition')} fits={() => true} onAdd={add} isInPopover />
        )}
      </Group>
      {condition && <Text size="xs">{words.field(condition.field)}</Text>}
      {condition && choice && (
        <ConditionForm choice={choice} condition={condition} onChange={(next) => onChange({ where: next }, 'where')} />
      )}
      {where && !condition && <Text size="xs">{t('otherCondition')}</Text>}
    </Stack>
  );
}
