'use client';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { Dimension, Measure } from '@/engine/report/edit/report';
import { findChoice, type ChoiceGroup } from './fields';

/** How groupings, measures and fields are called on the shelves. */
export function useWords(groups: readonly ChoiceGroup[]) {
  const t = useTranslations('report');
  const say = useSay();
  /** A field that is gone is called by its name. */
  const field = (path: string): string => {
    const choice = findChoice(groups, path);
    return choice ? say(choice.label) : path;
  };
  return {
    field,
    dimension: ({ field: path, grain, label }: Dimension): string =>
      say(label) || (grain ? t('grainOf', { field: field(path), grain: t(`grain.${grain}`) }) : field(path)),
    measure: ({ agg, field: path, label }: Measure): string =>
      say(label) || (path === undefined ? t('countAll') : t(`aggOf.${agg}`, { field: field(path) })),
  };
}
