'use client';
import { Fieldset, Stack, Text as Words, TextInput, Textarea } from '@mantine/core';
import { useId } from 'react';
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
  const id = useId();
  const value = props.value ?? EMPTY;
  const locales: readonly Locale[] = first === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en'];
  const Input = props.isLong ? Textarea : TextInput;
  return (
    <Fieldset
      variant="unstyled"
      legend={
        <Words size="sm" fw={500}>
          {props.label}
        </Words>
      }
      aria-describedby={props.help ? id : undefined}
    >
      <Stack gap={6}>
        {props.help && (
          <Words id={id} size="xs" c="dimmed">
            {props.help}
          </Words>
        )}
        {locales.map((locale, index) => (
          <Input
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
    </Fieldset>
  );
}
