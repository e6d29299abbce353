'use client';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { FlowStepView } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/text';

const isWords = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'zh-CN' in value;
const OUTCOMES = ['approved', 'rejected', 'done', 'withdrawn'] as const;

/** A step of a flow as a sentence; `node` is what the step is called. */
export function useStepWords(): (step: Pick<FlowStepView, 'what' | 'data' | 'by'>, node: string) => string {
  const t = useTranslations('flow');
  const say = useSay();
  const word = (value: unknown): string => (isWords(value) ? say(value) : String(value ?? ''));
  const name = (item: unknown): string =>
    isWords(item) || typeof item !== 'object' || !item ? word(item) : String((item as { title?: string }).title ?? '');
  const names = (value: unknown): string =>
    Array.isArray(value) && value.length > 0 ? value.map(name).join('、') : t('step.nobody');
  return (step, node) => {
    const outcome = String(step.data.outcome ?? 'done');
    const known = OUTCOMES.find((one) => one === outcome);
    return t(`step.${step.what}`, {
      by: step.by?.title ?? t('step.system'),
      node,
      people: names(step.data.people),
      fields: names(step.data.fields),
      exit: word(step.data.exit),
      reason: word(step.data.reason),
      outcome: known ? t(`panel.outcome.${known}`) : outcome,
    });
  };
}
