'use client';
import { Input, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FieldInput } from '@/components/inputs/registry';
import { fieldType } from '@/components/inputs/units';
import { viewOf } from '@/components/inputs/viewOf';
import { useSay } from '@/components/ui/say';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';

/** A field as those who fill it in will see it, but asleep; what is computed says so, for nobody types there. */
export function SleepingField({ field, label }: { readonly field: FieldUse; readonly label: string }) {
  const t = useTranslations('formBuilder.panel');
  const say = useSay();
  const description = say(field.help) || undefined;
  if (fieldType(field.type)?.derive) {
    return (
      <Input.Wrapper label={label} labelElement="div" description={description}>
        <Text size="sm" c="dimmed" mih={22}>
          {t('computed')}
        </Text>
      </Input.Wrapper>
    );
  }
  const view = viewOf(field);
  return (
    <FieldInput
      id={`design-${field.id}`}
      field={view}
      value={(field.default ?? null) as Json}
      onChange={() => undefined}
      label={label}
      description={description}
      isRequired={view.required}
    />
  );
}
