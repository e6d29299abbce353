'use client';
/** The inputs by name. A field type names one of them (`input`), or brings a view of its own. */
import { Text } from '@mantine/core';
import { useTimeZone, useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { fieldViews } from '@/engine/form/fields/views.generated';
import type { FieldView } from '@/engine/kernel/api';
import { isMasked, isUnreadable } from '@/engine/kernel/api-shapes';
import { choice } from './choice';
import { date } from './date';
import { dateTime } from './dateTime';
import { file } from './file';
import { lines } from './lines';
import { longText } from './longText';
import { manyChoice } from './manyChoice';
import { money } from './money';
import { number } from './number';
import { person } from './person';
import { relation } from './relation';
import { text } from './text';
import { UnreadableInput, UnreadableValue } from './unreadable';
import type { DisplayProps, InputProps, InputUnit } from './types';
import { fieldType, formatValue, isEmptyValue } from './units';
import { yesNo } from './yesNo';

const INPUTS: { readonly [name: string]: InputUnit } = {
  text,
  longText,
  number,
  money,
  choice,
  manyChoice,
  yesNo,
  date,
  dateTime,
  relation,
  person,
  lines,
  file,
};
const VIEWS = fieldViews as { readonly [type: string]: InputUnit | undefined };

/** How a field is edited and shown: the field type's own view, else the shared input it names, else plain text. */
export const inputOf = (field: Pick<FieldView, 'type'>): InputUnit =>
  VIEWS[field.type] ?? INPUTS[fieldType(field.type)?.input ?? ''] ?? text;

/** The input of a field. */
export function FieldInput(props: InputProps) {
  if (isUnreadable(props.value)) return <UnreadableInput {...props} />;
  if (isMasked(props.value)) return <MaskedInput {...props} mask={props.value.masked} />;
  const { Input } = inputOf(props.field);
  return <Input {...props} Nested={FieldInput} NestedDisplay={FieldDisplay} />;
}

/** A value that may be replaced but not seen (a step of an approval opens it): empty, so that its mask is never sent back. */
function MaskedInput({ mask, ...props }: InputProps & { readonly mask: string }) {
  const t = useTranslations('access.role');
  const { Input } = inputOf(props.field);
  const description = [props.description, t('replace', { mask })].filter(Boolean).join(' ');
  return <Input {...props} value={null} description={description} isRequired={false} Nested={FieldInput} />;
}

/** A value the reader may see masked only; the value itself never left the server. */
function MaskedValue({ text }: { readonly text: string }) {
  const label = useTranslations('access.role')('masked');
  return (
    <Text component="span" size="sm" c="dimmed" title={label}>
      {text}
    </Text>
  );
}

/** The value of a field, to read; a dash where there is none. */
export function FieldDisplay(props: DisplayProps) {
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const { Display } = inputOf(props.field);
  if (isMasked(props.value)) return <MaskedValue text={props.value.masked} />;
  if (isUnreadable(props.value)) return <UnreadableValue />;
  if (isEmptyValue(props.value)) {
    return (
      <Text component="span" size="sm" c="dimmed">
        {props.isBrief ? '' : '–'}
      </Text>
    );
  }
  if (Display) return <Display {...props} Nested={FieldDisplay} />;
  return (
    <Text component="span" size="sm" truncate={props.isBrief ?? false}>
      {formatValue(props.field, props.value, locale, zone)}
    </Text>
  );
}
