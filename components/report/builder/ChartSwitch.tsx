'use client';
import { Group, Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { ChartType } from '@/engine/kernel/contract';
import type { Question } from '@/engine/kernel/documents.generated';
import { fits, shapeOf, suggestChart } from '@/engine/report/suggest';
import { chartTypes } from '../charts';
import classes from './builder.module.css';

/** The kinds of chart; those that cannot draw this question are greyed and say what they would need. */
export function ChartSwitch(props: {
  readonly question: Question;
  readonly type: string;
  readonly onChange: (chart: ChartType) => void;
}) {
  const t = useTranslations('report.builder');
  const say = useSay();
  const shape = shapeOf(props.question);
  const best = suggestChart(props.question, chartTypes);
  const range = ([least, most]: readonly [number, number]): string =>
    least === most ? `${least}` : `${least}–${most}`;
  const why = (chart: ChartType): string => {
    const { dimensions, measures } = chart.takes;
    if (!fits(chart, shape)) return t('needs', { dimensions: range(dimensions), measures: range(measures) });
    return chart === best ? `${say(chart.hint)} ${t('suggested')}` : say(chart.hint);
  };
  return (
    <Group gap={4} role="radiogroup" aria-label={t('chart')}>
      {chartTypes.map((chart) => (
        <Tooltip key={chart.type} label={`${say(chart.label)}: ${why(chart)}`} multiline maw={260}>
          <UnstyledButton
            className={classes.chartButton}
            role="radio"
            aria-label={say(chart.label)}
            aria-checked={chart.type === props.type}
            aria-disabled={!fits(chart, shape)}
            data-best={chart === best}
            onClick={() => fits(chart, shape) && props.onChange(chart)}
          >
            <Icon name={chart.icon} size={18} />
          </UnstyledButton>
        </Tooltip>
      ))}
    </Group>
  );
}
