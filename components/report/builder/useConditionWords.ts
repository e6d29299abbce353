'use client';
import { useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { fieldType, isEmptyValue } from '@/components/inputs/units';
import { kindOf } from '@/engine/kernel/fields';
import type { AnswerColumn } from '@/engine/kernel/contract';
import type { Json } from '@/engine/kernel/json';
import type { Condition } from '@/engine/report/edit/report';
import { formatValue } from '@/engine/report/format';
import { useRollingWords } from '@/components/record/rolling';
import { sameStretch, shapeOfValue, STRETCHES } from './conditions';
import type { Choice } from './fields';
import { useLink } from './useLink';

/** A condition as a sentence: "Region is 华东". */
export function useConditionWords(choice: Choice | undefined, condition: Condition, field: string): string {
  const t = useTranslations('report');
  const locale = useAppLocale();
  const rollingWords = useRollingWords();
  const link = useLink(choice?.field.target, condition.value);
  const operator = t(`op.${condition.op}`);
  if (shapeOfValue(condition.op) === 'none') return `${field} ${operator}`;
  if (shapeOfValue(condition.op) === 'relative') {
    const stretch = STRETCHES.find((one) => sameStretch(condition.value, one));
    return `${field} ${operator} ${stretch ? t(`relative.${stretch.name}`) : rollingWords(condition.value)}`;
  }
  const own = choice && fieldType(choice.field.type)?.comparisons?.[condition.op];
  if (own) return `${field} ${operator} ${own.format(condition.value, locale)}`;
  const column = columnOf(choice, field);
  const values = (Array.isArray(condition.value) ? condition.value : [condition.value]) as readonly Json[];
  const isMissing = values.every(isEmptyValue);
  const words =
    link?.title ?? values.map((value) => formatValue(value, column, locale)).join(locale === 'en' ? ', ' : '、');
  return `${field} ${operator} ${isMissing ? '…' : words}`;
}

/** A field as a column of an answer, so that its values are written as in the answer. */
function columnOf(choice: Choice | undefined, name: string): AnswerColumn {
  const base = { name, label: { 'zh-CN': name, en: name }, role: 'column' } as const;
  if (!choice) return { ...base, kind: 'text' };
  const { type, options } = choice.field;
  return { ...base, kind: kindOfType(type, options), field: { path: choice.path, type, options } };
}

function kindOfType(type: string, options: { readonly [key: string]: unknown }): AnswerColumn['kind'] {
  const known = fieldType(type);
  return known ? kindOf(known, options) : 'text';
}
