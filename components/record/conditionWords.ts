'use client';
import { useTimeZone, useTranslations } from 'use-intl';
import { fieldType, formatValue } from '@/components/inputs/units';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import { sameJson, type Json } from '@/engine/kernel/json';
import { useFields } from '@/components/views/paths';
import { RELATIVE } from './operators';
import { useRollingWords } from './rolling';
import type { Condition } from './filterTree';

/** A condition as a sentence: "region is 华东". */
export function useConditionWords(entity: EntityView): (condition: Condition) => string {
  const t = useTranslations('record');
  const say = useSay();
  const lookup = useFields(entity);
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const rollingWords = useRollingWords();
  const one = (field: FieldView, value: Json): string => {
    const isList = fieldType(field.type)?.kind === 'textList' && !Array.isArray(value);
    return formatValue(field, isList ? [value] : value, locale, zone) || String(value ?? '');
  };
  return (condition) => {
    const found = lookup(condition.field);
    if (!found) return condition.field;
    const { field } = found;
    const name = say(found.label, field.name);
    const op = t(`filter.op.${condition.op}`);
    return [name, op, valueWords(condition, field)].filter(Boolean).join(' ');
  };

  function valueWords(condition: Condition, field: FieldView): string {
    if (condition.said) return condition.said;
    const { value } = condition;
    if (value === null) return '';
    const own = fieldType(field.type)?.comparisons?.[condition.op];
    if (own) return own.format(value, locale);
    if (condition.op === 'relative') return relativeWords(value);
    if (!Array.isArray(value)) return one(field, value);
    const items = (value as readonly Json[]).map((item) => one(field, item));
    return items.join(condition.op === 'between' ? ' – ' : t('filter.or'));
  }

  function relativeWords(value: Json): string {
    const named = RELATIVE.find((item) => sameJson(item.value, value));
    return named ? t(`filter.relative.${named.name}`) : rollingWords(value);
  }
}
