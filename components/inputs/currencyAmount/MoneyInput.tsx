import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { TypedInput } from '@/components/inputs/typed';
import type { InputProps } from '@/components/inputs/types';
import { useAppLocale } from '@/components/ui/say';
import { isObject, type Json } from '@/engine/kernel/json';
import { currenciesOf, readMoney } from '@/engine/form/fields/currency_amount';
import { nameOf } from '@/engine/form/fields/currency_amount/currencies';

/** The amount, and at its right the currency; a currency that is typed along (`12 USD`) is chosen. */
export function MoneyInput(props: InputProps) {
  const t = useTranslations('fields.money');
  const locale = useAppLocale();
  const allowed = currenciesOf(props.field.options as { currencies?: string });
  const given = isObject(props.value) ? props.value : {};
  const present = typeof given.currency === 'string' ? given.currency : allowed[0]!;
  const offered = allowed.includes(present) ? allowed : [present, ...allowed];
  // Without an amount there is no value: the currency chosen waits in an amount that is still empty.
  const read = (text: string): Json =>
    (readMoney(text, allowed) ??
      readMoney(`${present} ${text}`, allowed) ?? { amount: text, currency: present }) as unknown as Json;
  const edit = (value: Json): string => (isObject(value) ? String(value.amount ?? '') : String(value));
  const right = (
    <NativeSelect
      variant="unstyled"
      size="sm"
      aria-label={t('currency', { label: props.label })}
      value={present}
      data={offered.map((code) => ({ value: code, label: code, title: nameOf(code, locale) }))}
      onChange={(event) => props.onChange({ amount: String(given.amount ?? ''), currency: event.currentTarget.value })}
      rightSectionWidth={20}
      styles={{ input: { paddingInlineStart: 8, paddingInlineEnd: 22, minHeight: 30, height: 30 } }}
    />
  );
  const value = isObject(props.value) && props.value.amount === '' ? null : props.value;
  return (
    <TypedInput
      {...props}
      value={value}
      look={{ inputMode: 'decimal', edit, read, right, rightWidth: 84, isNumeric: true }}
    />
  );
}
