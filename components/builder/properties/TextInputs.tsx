'use client';
import { Input, Stack, Text as Words, TextInput, Textarea } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Locale, Text } from '@/engine/kernel/text';
import { useAppLocale } from '@/components/ui/say';

const SHORT: { readonly [L in Locale]: string } = { 'zh-CN': '中', en: 'EN' };
const EMPTY: Text = { 'zh-CN': '', en: '' };

export interface TextInputsProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: Text | undefined;
  readonly onChange: (text: Text) => void;
  readonly isRequired?: boolean;
  readonly isLong?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: string | undefined;
}

/** One text in both languages; the language of the screen comes first. */
export function TextInputs(props: TextInputsProps) {
  const t = useTranslations('builder.panel');
  const first = useAppLocale();
  const value = props.value ?? EMPTY;
  const locales: readonly Locale[] = first === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en'];
  const Field = props.isLong ? Textarea : TextInput;
  return (
    <Stack gap={5} role="group" aria-label={props.label}>
      <Input.Label size="xs" labelElement="div" required={props.isRequired ?? false}>
        {props.label}
      </Input.Label>
      {props.help && <Input.Description size="xs">{props.help}</Input.Description>}
      {locales.map((locale, index) => (
        <Field
          key={locale}
          size="xs"
          aria-label={`${props.label} · ${t(`language.${locale}`)}`}
          aria-required={(props.isRequired ?? false) && index === 0}
          leftSection={
            <Words size="xs" c="dimmed" aria-hidden>
              {SHORT[locale]}
            </Words>
          }
          value={value[locale]}
          error={index === 0 ? props.error : undefined}
          data-autofocus={(props.autoFocus ?? true) && index === 0 ? true : undefined}
          {...(props.isLong ? { autosize: true, minRows: 1, maxRows: 5 } : {})}
          onChange={(event) => props.onChange({ ...value, [locale]: event.currentTarget.value })}
        />
      ))}
    </Stack>
  );
}
